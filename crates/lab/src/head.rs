//! Invented lines of the kind that stand between a title and its text: picture address, byline, section, date.

use crate::random::Random;

const GIVEN: [&str; 16] = [
    "Anna", "Tom", "Maria", "Jan", "Lucía", "Pavel", "Ingrid", "Omar", "Chloe", "Mateo", "Yuki",
    "Elena", "Sven", "Aisha", "Paul", "Nora",
];
const FAMILY: [&str; 16] = [
    "Berg",
    "Novak",
    "Ortiz",
    "Weaver",
    "Lindqvist",
    "Sato",
    "Keller",
    "Moreau",
    "Rossi",
    "Adeyemi",
    "Kowalski",
    "Hart",
    "Petrov",
    "Silva",
    "Brandt",
    "Quinn",
];
const SOURCES: [&str; 12] = [
    "Media Group",
    "News Service",
    "Press Agency",
    "Daily Herald",
    "Courier",
    "Online Desk",
    "Newsroom",
    "Gazette",
    "Reporter",
    "Broadcasting",
    "Editorial Team",
    "Wire Services",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const HOSTS: [&str; 6] = [
    "cdn.example.com",
    "img.example.net",
    "static.example.org",
    "media.example.com/uploads",
    "www.example.org/wp-content",
    "pictures.example.net",
];

/// One to five such lines, in one of the usual orders.
pub(crate) fn head(random: &mut Random) -> Vec<String> {
    let mut lines = Vec::new();
    if random.chance(0.45) {
        lines.push(address(random));
    }
    if random.chance(0.6) {
        lines.push(byline(random));
    }
    if random.chance(0.25) {
        lines.push(source(random));
    }
    if random.chance(0.7) {
        lines.push(date(random));
    }
    if random.chance(0.2) {
        lines.reverse();
    }
    lines
}

fn one(items: &[&'static str], random: &mut Random) -> &'static str {
    items[random.below(items.len())]
}

fn name(random: &mut Random) -> String {
    format!("{} {}", one(&GIVEN, random), one(&FAMILY, random))
}

fn address(random: &mut Random) -> String {
    let host = one(&HOSTS, random);
    let (year, month, number) = (
        random.between(2009, 2025),
        random.between(1, 12),
        random.below(10_000_000),
    );
    let kind = one(&["jpg", "jpeg", "png", "webp"], random);
    match random.below(4) {
        0 => format!("https://{host}/{year}/{month:02}/image-{number}.{kind}"),
        1 => format!("https://{host}/system/images/{number}/original/open-{year}?{number}"),
        2 => format!(
            "http://{host}/photos/{number}_{}.{kind}?w=1200&h=675",
            random.below(900)
        ),
        _ => format!("{host}/{year}/{number}-large.{kind}"),
    }
}

fn byline(random: &mut Random) -> String {
    let (name, second) = (name(random), name(random));
    match random.below(9) {
        0..=2 => format!("By {name}"),
        3 => format!("By {name} and {second}"),
        4 => format!("Written by {name}"),
        5 => format!(
            "{name}, {}",
            one(
                &["Staff Writer", "Correspondent", "Reporter", "Contributor"],
                random
            )
        ),
        6 => format!("{name} | {}", source(random)),
        7 => format!("by {}", name.to_lowercase()),
        _ => name,
    }
}

fn source(random: &mut Random) -> String {
    format!("{} {}", one(&FAMILY, random), one(&SOURCES, random))
}

fn date(random: &mut Random) -> String {
    let (day, month, year) = (
        random.between(1, 28),
        random.below(12),
        random.between(2009, 2025),
    );
    let (hour, minute) = (random.below(24), random.below(60));
    let name = MONTHS[month];
    let number = month + 1;
    match random.below(8) {
        0 => format!("{name} {day}, {year}"),
        1 => format!("{day} {name} {year}"),
        2 => format!("{day:02}/{number:02}/{year} {hour}h{minute:02}"),
        3 => format!("{day:02}.{number:02}.{year}, {hour:02}:{minute:02}"),
        4 => format!("{year}-{number:02}-{day:02}"),
        5 => format!("Published {name} {day}, {year} at {hour}:{minute:02}"),
        6 => format!("Posted on {name} {day}, {year}"),
        _ => format!(
            "{} {day} {name} {year} {hour:02}.{minute:02}",
            one(&["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], random)
        ),
    }
}
