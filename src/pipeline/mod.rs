/*!
The pipeline: finds the copies in a dump, stage by stage.

`run` calls the stages in order:

1. `learn_boilerplate` reads the dump once and learns what each outlet repeats.
2. `fingerprint` reads it again, finds the body of every article, and computes
   its fingerprint. `articles` holds what is known about each article.
3. `pairs` proposes candidate pairs and compares them.
4. `clusters` forms clusters of the duplicates.
5. `attribution` reads whose copy the clustered articles say they carry.
6. `headlines` groups repeated headlines.

Later, `keep` decides which articles are kept, and `results` reports the findings
and explains pairs. `checkpoints` saves the results of the stages for `--resume`.
*/

pub(crate) mod articles;
pub(crate) mod attribution;
pub(crate) mod checkpoints;
pub(crate) mod clusters;
pub(crate) mod detector;
pub(crate) mod fingerprint;
pub(crate) mod headlines;
pub(crate) mod keep;
pub(crate) mod learn_boilerplate;
pub(crate) mod observer;
pub(crate) mod options;
pub(crate) mod outcome;
pub(crate) mod pairs;
pub(crate) mod results;
pub(crate) mod resume_lock;
pub(crate) mod run;
pub(crate) mod stages;
pub(crate) mod thresholds;
