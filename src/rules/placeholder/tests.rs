//! Families of placeholders, and the hard negatives of each: every line in a document of its own.

use crate::rules::tests;

/// The texts that the rule flags in that document.
fn raised(text: &str) -> Vec<String> {
    tests::raised("placeholder", text)
}

fn all_flagged(lines: &[&str]) {
    tests::all(true, lines, raised);
}

fn none_flagged(lines: &[&str]) {
    tests::all(false, lines, raised);
}

#[test]
fn slots_stand_in_brackets() {
    assert_eq!(
        raised("[Mayor's Name] spoke on [Date]."),
        ["[Mayor's Name]", "[Date]"]
    );
    all_flagged(&[
        "The festival opens on [insert date] in the old hall.",
        "Contact [Company Name] for details.",
        "Residents of [Your City] will vote.",
        "We are in [City, State] today.",
        "The [Team Name] won by two goals.",
        "The fee is [X] crowns, or [XX]% of the price.",
        "According to [source], the mill is open.",
        "The agreement is made on [●] between the parties.",
        "“Welcome to [City],” said the mayor.",
        "The [[city]] council met.",
        "Write to (Your Name) or (insert date) at once.",
        "Anrufe bitte an [Ihr Firmenname] in [Ort].",
        "Le maire de [Ville], [Nom du maire], est là.",
        "El alcalde de [Ciudad] habló el [fecha].",
        "Il sindaco di [Città], [inserire nome], ha detto.",
        "O prefeito, [inserir nome], disse.",
        "De burgemeester van [Plaats] zei het.",
        "Burmistrz [Imię i nazwisko] powiedział.",
        "Мэр города [Название города] сказал.",
        "Borgmästaren i [Stad] sade det på [datum].",
        "Starosta [Jméno a příjmení] to řekl.",
        "[Şirket Adı] açıkladı.",
        "担当者は［担当者名］です。",
        "联系人：[姓名]，电话：[电话号码]。",
        "담당자는 [담당자 이름]입니다.",
        "قال [اسم العمدة] أمس.",
    ]);
}

#[test]
fn editors_put_words_in_brackets() {
    none_flagged(&[
        "“They [the ministers] have known since June [sic],” she wrote.[1]",
        "“[He] was never in [Cairo],” the lawyer said.",
        "“We love [Kansas City] and its people,” he said.",
        "“The [State Department] told us nothing,” she said.",
        "“I was at the [game] with my father,” he said.",
        "„Die [Stadt] hat nichts getan“, sagte er.",
        "« La [ville] n'a rien fait », dit-elle.",
        "[Update, 4 p.m.: The road is open again.]",
        "LONDON [AP] The road is open. [Applause] [...] [edit]",
        "Watch it here [Video] or read the report [PDF].",
        "The rocks are old [note 2], the sand is young [citation needed].",
        "My address is [email protected], the rest [name withheld].",
        "See [Name of the Mill](https://mill.example) and [Name][1].",
        "[name]: https://mill.example",
        "[[Ostermark]] has a harbour, and its [[city]] is a link, too.",
        "He left (insert joke here), and the winner (your humble host) stayed.",
        "[Photo: the harbour at night]",
        "- [x] Done\n- [ ] Not done",
        "[X] Yes",
        "Read more [here], or follow the [link].",
    ]);
}

#[test]
fn templates_have_variables() {
    all_flagged(&[
        "Hello {{ first_name }}, welcome.",
        "Dear {first_name}, welcome.",
        "Dear {name}, welcome.",
        "Your balance of ${amount} is due.",
        "Hello %%FIRSTNAME%%, welcome.",
        "Hello %NAME%, welcome.",
        "Hello *|FNAME|*, welcome.",
        "Please contact <insert name> for details.",
        "Dear <Name>, welcome.",
        "By %s on Monday.",
        "%1$s wrote to %2$s.",
        "There are {0} comments on this.",
        "Hello {}, welcome back.",
        "Read more at INSERT_LINK_HERE today.",
        "See URL_HERE for details.",
        "Hello __NAME__, welcome.",
    ]);
    none_flagged(&[
        "The sets {1, 2, 3} and {0} are disjoint: {0} ∩ {1} = ∅.",
        "The card costs $20, 20%off, and 100 %d is a slip.",
        "The type vector<Name> holds names.",
        "<title>Home</title> is an element.",
        "Use the placeholder {first_name} in your template.",
        "It answers at /pages/{id}/edit of the server.",
        "{{cite web|url=https://mill.example|title=Mill}}",
        "Mail info@mill.example or @first_name; #name #date",
    ]);
}

#[test]
fn code_is_talked_of() {
    let manual = "Call `open()` first.\n\nThe name is set with --name or in mill_config.\n\nrun_mill(\"east\");\n\n\
                  The greeting is Hello {first_name}, and its value may be null.\n\nAuthor: null\n";
    assert_eq!(raised(manual), [] as [&str; 0]);
}

#[test]
fn drafts_leave_figures_open() {
    assert_eq!(
        raised("The talks resume on 2025-XX-XX in town."),
        ["2025-XX-XX"]
    );
    assert_eq!(raised("It cost $XX million."), ["$XX"]);
    all_flagged(&[
        "About XX% of voters agreed.",
        "Am XX.XX.2025 beginnt das Fest.",
        "On March XX, 2025, the mill opens.",
        "Es gebe XX Millionen Euro.",
        "Il y a XX millions d'euros.",
        "Hay XX millones de euros.",
        "The fair opens in 20XX.",
        "The cost was TKTK.",
        "The mill, by TK, cost TK million.",
        "TODO: add a quote here.",
        "FIXME: check the figures.",
    ]);
    none_flagged(&[
        "Super Bowl XX was played in January, and Louis XX never reigned.",
        "En el siglo XX creció; la XX edición fue en mayo.",
        "Size XXL sold out, and the XXX rating is gone.",
        "Kisses xx and hugs xxx from all of us.",
        "Super Bowl XX May never be matched.",
        "The card number is XXXX-XXXX-XXXX-1234.",
        "TK Maxx opened a shop, and the singer TK Harrow sang.",
        "Bei der TK, der Krankenkasse, steigen die Beiträge.",
        "Todo el mundo lo sabe. ESO ES TODO: ya no hay más.",
        "Make a TODO list and stick to it.",
    ]);
}

#[test]
fn filler_is_not_replaced() {
    all_flagged(&[
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "The body text goes here.",
        "Your text here",
        "INSERT NAME HERE",
        "At Your Company, we build homes for families.",
        "Hier kommt Ihr Text hin.",
        "Votre texte ici",
        "Ваш текст здесь",
        "ここにテキストを入力",
        "点击此处添加文字",
    ]);
    none_flagged(&[
        "He wrote \"lorem ipsum\" on the board.",
        "The lorem ipsum on the page is to be replaced.",
        "Sign your name here and keep a copy.",
        "Grow Your Company With These Ten Tips",
        "Your company can save money if your company reads this.",
        "\"Click here to add text\" is what the program shows.",
    ]);
}

#[test]
fn programs_print_what_is_not_there() {
    all_flagged(&[
        "Hello undefined, welcome back.",
        "Price: NaN",
        "By null",
        "Posted on Invalid Date",
        "The price of [object Object] has risen.",
        "President undefined said on Monday the talks would resume.",
        "The bridge will cost NaN million euros.",
    ]);
    none_flagged(&[
        "The null hypothesis was rejected; the contract is null and void.",
        "This is undefined behaviour, and the term remains undefined.",
        "The quotient of zero and zero is undefined.",
        "Der Wert lag bei null, und das Spiel endete null zu null.",
        "Nan said that her nan was born here.",
        "Undefined terms are listed in the appendix.",
    ]);
}

#[test]
fn time_is_linear_in_a_line_of_slots() {
    for slot in [
        "[Name]",
        "{name} ",
        "XX-XX ",
        "Your Company ",
        "<name>",
        "\"null\" ",
        "TODO: ",
        "lorem ipsum ",
    ] {
        let text = slot.repeat(20_000);
        // No assertion about time: quadratic work would not end.
        let _ = raised(&text);
    }
}
