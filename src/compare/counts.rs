/*!
A macro for structs of counts.
*/

/// Defines a struct of `u32` counts, and its conversions to and from an array,
/// by which it is stored. A new count is one new field.
macro_rules! struct_of_counts {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident { $($(#[$doc:meta])* pub $count:ident: u32,)+ }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name { $($(#[$doc])* pub $count: u32,)+ }

        impl $name {
            /// The number of counts.
            pub(crate) const COUNTS: usize = [$(stringify!($count)),+].len();

            /// Returns all counts, in the order of the fields.
            pub(crate) fn counts(self) -> [u32; Self::COUNTS] {
                [$(self.$count),+]
            }

            /// Returns the struct with these counts.
            pub(crate) fn of_counts(counts: [u32; Self::COUNTS]) -> Self {
                let [$($count),+] = counts;
                Self { $($count),+ }
            }
        }
    };
}
pub(crate) use struct_of_counts;
