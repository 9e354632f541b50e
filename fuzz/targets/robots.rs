//! What `robots.txt` says of a path, which is the first line, is the same each time, and asks for no long wait.
#![no_main]

use std::time::Duration;

use website::Robots;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (path, file) = text.split_once('\n').unwrap_or(("/", &text));
    let robots = Robots::parse(file, "polder");
    assert!(robots.allows("/robots.txt"));
    assert!(
        robots
            .delay()
            .is_none_or(|delay| delay <= Duration::from_secs(10))
    );
    let allows = robots.allows(path);
    // How a file ends its lines is no matter.
    let other = Robots::parse(&file.replace("\r\n", "\n"), "polder");
    assert_eq!(other.allows(path), allows);
});
