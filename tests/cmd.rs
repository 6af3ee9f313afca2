//! The command as users see it: one file for each behavior.

#[test]
fn the_command_does_what_its_cases_say() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}
