//! Names of months.

/// For each month its names and their short forms, in lower case: Danish, Dutch, English, Finnish, French, German, Greek,
/// Hungarian, Indonesian, Italian, Norwegian, Polish, Portuguese, Romanian, Russian, Spanish, Swedish, Czech, Turkish,
/// Ukrainian. A name that two of these give to different months is in none.
const NAMES: [&str; 12] = [
    "january jan januar jänner januari janvier janv enero ene janeiro gennaio gen ianuarie ian styczeń stycznia sty leden \
     ledna tammikuu tammikuuta január ocak января январь янв січня січень січ ιανουαρίου ιανουάριος ιαν",
    "february feb februar februari février févr fév febrero fevereiro fev febbraio februarie luty lutego lut únor února \
     helmikuu helmikuuta február şubat февраля февраль фев лютого лютий φεβρουαρίου φεβρουάριος φεβ",
    "march mar märz mrz marts mars maart mrt marzo março martie marzec marca březen března maaliskuu maaliskuuta március \
     maret mart марта март мар березня березень μαρτίου μάρτιος μαρ",
    "april apr avril avr abril abr aprile aprilie kwiecień kwietnia kwi duben dubna huhtikuu huhtikuuta április nisan \
     апреля апрель апр квітня квітень απριλίου απρίλιος απρ",
    "may mai maj mei mayo maio maggio mag maja květen května toukokuu toukokuuta május mayıs мая май травня травень μαΐου \
     μάιος μαϊ mei",
    "june jun juni juin junio junho giugno giu iunie czerwiec czerwca cze červen června kesäkuu kesäkuuta június haziran \
     июня июнь июн червня червень ιουνίου ιούνιος ιουν",
    "july jul juli juillet juil julio julho luglio lug iulie lipiec lipca červenec července heinäkuu heinäkuuta július \
     temmuz июля июль июл липня липень ιουλίου ιούλιος ιουλ",
    "august aug août aout agosto ago augustus augusti sierpień sierpnia sie srpen srpna elokuu elokuuta augusztus agustus \
     ağustos августа август авг серпня серпень αυγούστου αύγουστος αυγ",
    "september sept sep septembre septiembre setiembre setembro settembre septembrie wrzesień września wrz září syyskuu \
     syyskuuta szeptember eylül сентября сентябрь сен сент вересня вересень σεπτεμβρίου σεπτέμβριος σεπ",
    "october oct oktober okt octobre octubre outubro out ottobre ott octombrie październik października paź říjen října \
     lokakuu lokakuuta október ekim октября октябрь окт жовтня жовтень οκτωβρίου οκτώβριος οκτ",
    "november nov novembre noviembre novembro noiembrie listopad listopada lis listopadu marraskuu marraskuuta kasım ноября \
     ноябрь ноя листопада листопад νοεμβρίου νοέμβριος νοε",
    "december dec dez dezember décembre déc diciembre dic dezembro dicembre decembrie grudzień grudnia gru prosinec prosince \
     joulukuu joulukuuta desember des aralık декабря декабрь дек грудня грудень δεκεμβρίου δεκέμβριος δεκ",
];

/// Bytes of a name, at the most.
const LONGEST: usize = 24;

/// The month of that name, 1 to 12.
pub(super) fn by_name(word: &str) -> Option<u32> {
    // A Turkish capital "İ" is two characters in lower case, the second of them a mark that the names do not have.
    if word.len() > LONGEST
        || word
            .bytes()
            .next()
            .is_none_or(|first| first.is_ascii_digit())
    {
        return None;
    }
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(|&c| !is_mark(c))
        .collect();
    if word.len() < 3 {
        return None;
    }
    let month = NAMES
        .iter()
        .position(|names| names.split_ascii_whitespace().any(|name| name == word))?;
    Some(month as u32 + 1)
}

/// A dot above that belongs to the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    c == '\u{307}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_name_is_of_one_month() {
        let mut months: BTreeMap<&str, usize> = BTreeMap::new();
        for (month, names) in NAMES.iter().enumerate() {
            for name in names.split_ascii_whitespace() {
                assert_eq!(*months.entry(name).or_insert(month), month, "{name}");
                assert_eq!(name.to_lowercase(), name);
                assert!(name.len() <= LONGEST && by_name(name) == Some(month as u32 + 1));
            }
        }
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(by_name("MÄRZ"), Some(3));
        assert_eq!(by_name("Ocak"), Some(1));
        assert_eq!(by_name("Monday"), None);
    }
}
