use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::signals::{Signal, Signals};

/// The same two sentences, or nearly.
#[rustfmt::skip]
const SENTENCES: &[(&str, &str)] = &[
    ("en", "The ferry was late again this morning, and nobody on the pier could say when it would come. We had to wait for more than an hour."),
    ("de", "Die Fähre kam heute wieder zu spät, und niemand am Anleger konnte sagen, wann sie fahren würde. Wir mussten mehr als eine Stunde warten."),
    ("nl", "De veerboot was vanmorgen weer te laat en niemand op de kade kon zeggen wanneer hij zou komen. Wij moesten meer dan een uur wachten."),
    ("af", "Die veerboot was vanoggend weer laat en niemand op die kaai kon sê wanneer dit sou kom nie. Ons moes meer as 'n uur lank wag."),
    ("fr", "Le bac était encore en retard ce matin et personne sur le quai ne pouvait dire quand il arriverait. Nous avons dû attendre plus d'une heure."),
    ("es", "El barco llegó tarde otra vez esta mañana y nadie en el muelle sabía decir cuándo iba a salir. Tuvimos que esperar más de una hora."),
    ("pt", "O barco chegou atrasado outra vez esta manhã e ninguém no cais sabia dizer quando ia sair. Tivemos de esperar mais de uma hora."),
    ("gl", "O barco chegou tarde outra vez esta mañá e ninguén no peirao sabía dicir cando ía saír. Tivemos que agardar máis dunha hora na terminal cos nosos fillos."),
    ("ca", "El vaixell ha tornat a arribar tard aquest matí i ningú al moll no sabia dir quan sortiria. Ens hem hagut d'esperar més d'una hora amb els nens."),
    ("it", "Il traghetto era di nuovo in ritardo questa mattina e nessuno sul molo sapeva dire quando sarebbe arrivato. Abbiamo dovuto aspettare più di un'ora."),
    ("ro", "Feribotul a întârziat din nou în această dimineață și nimeni de pe chei nu putea să spună când va veni. A trebuit să așteptăm mai mult de o oră."),
    ("nb", "Fergen var forsinket igjen i dag tidlig, og ingen på kaia kunne si når den ville komme. Vi måtte vente i mer enn en time før noen fra rederiet ga oss beskjed."),
    ("da", "Færgen var forsinket igen her til morgen, og ingen på kajen kunne sige, hvornår den ville komme. Vi måtte vente i mere end en time, før nogen fra rederiet gav os besked."),
    ("sv", "Färjan var försenad igen i morse, och ingen på kajen kunde säga när den skulle komma. Vi fick vänta i mer än en timme innan någon från rederiet gav oss besked."),
    ("is", "Ferjan var aftur of sein í morgun og enginn á bryggjunni gat sagt hvenær hún kæmi. Við urðum að bíða í meira en klukkustund þar til það var sagt okkur."),
    ("fi", "Lautta oli taas myöhässä tänä aamuna, eikä kukaan laiturilla osannut sanoa, milloin se tulee. Jouduimme odottamaan yli tunnin, ennen kuin meille kerrottiin siitä mitään."),
    ("et", "Praam hilines täna hommikul jälle ja keegi kai peal ei osanud öelda, millal see tuleb. Me pidime ootama üle tunni, enne kui meile selle kohta midagi öeldi."),
    ("hu", "A komp ma reggel megint késett, és a mólón senki sem tudta megmondani, hogy mikor jön. Több mint egy órát kellett várnunk, amíg valaki szólt nekünk."),
    ("pl", "Prom znowu się spóźnił dziś rano i nikt na nabrzeżu nie potrafił powiedzieć, kiedy przypłynie. Musieliśmy czekać ponad godzinę, zanim ktoś do nas przyszedł."),
    ("cs", "Přívoz měl dnes ráno zase zpoždění a nikdo na molu nedokázal říct, kdy přijede. Museli jsme čekat více než hodinu, než nám to někdo z posádky řekl."),
    ("sk", "Kompa dnes ráno opäť meškala a nikto na móle nevedel povedať, kedy príde. Museli sme čakať viac ako hodinu, kým nám to niekto z posádky povedal."),
    ("sl", "Trajekt je danes zjutraj spet zamujal in nihče na pomolu ni znal povedati, kdaj bo prišel. Čakati smo morali več kot eno uro, preden nam je kdo kaj rekel."),
    ("hr", "Trajekt je jutros opet kasnio i nitko na molu nije znao reći kada će doći. Morali smo čekati više od sat vremena prije nego što nam je netko nešto rekao, iako je ondje bilo djece."),
    ("sr", "Trajekt je jutros opet kasnio i niko na molu nije umeo da kaže kada će da dođe. Morali smo da čekamo više od sat vremena pre nego što nam je neko nešto rekao, iako je tamo bilo dece."),
    ("sr", "Трајект је јутрос опет каснио и нико на молу није умео да каже када ће да дође. Морали смо да чекамо више од сат времена пре него што нам је неко нешто рекао."),
    ("bg", "Фериботът отново закъсня тази сутрин и никой на кея не можеше да каже кога ще дойде. Трябваше да чакаме повече от един час, преди някой да ни каже нещо."),
    ("ru", "Паром сегодня утром опять опоздал, и никто на причале не мог сказать, когда он придёт. Нам пришлось ждать больше часа, пока кто-то из команды не вышел к нам."),
    ("uk", "Пором сьогодні вранці знову запізнився, і ніхто на причалі не міг сказати, коли він прийде. Нам довелося чекати понад годину, поки хтось із команди не вийшов до нас."),
    ("el", "Το πλοίο άργησε πάλι σήμερα το πρωί και κανείς στην προβλήτα δεν μπορούσε να πει πότε θα έρθει. Έπρεπε να περιμένουμε πάνω από μία ώρα μαζί με τα παιδιά."),
    ("tr", "Vapur bu sabah yine geç kaldı ve iskelede hiç kimse ne zaman geleceğini söyleyemedi. Bir saatten daha çok beklemek zorunda kaldık, çünkü bize bir şey söyleyen yoktu."),
    ("id", "Kapal itu terlambat lagi pagi ini dan tidak ada orang di dermaga yang bisa mengatakan kapan akan datang. Kami harus menunggu lebih dari satu jam karena belum ada kabar."),
    ("ms", "Kapal itu lewat lagi pagi ini dan tiada sesiapa di jeti yang boleh mengatakan bila ia akan tiba. Kami terpaksa menunggu lebih daripada satu jam kerana belum ada khabar, bahawa ia selamat sahaja."),
    ("vi", "Sáng nay chuyến phà lại đến muộn và không ai trên bến có thể nói khi nào nó sẽ đến. Chúng tôi đã phải chờ hơn một giờ vì chưa có tin gì."),
    ("sw", "Kivuko kilichelewa tena asubuhi ya leo na hakuna mtu gatini ambaye aliweza kusema kitafika lini. Tulilazimika kusubiri kwa zaidi ya saa moja kabla ya mtu wa meli kutuambia."),
    ("lt", "Keltas šį rytą vėl vėlavo ir niekas prieplaukoje negalėjo pasakyti, kada jis atplauks. Mums teko laukti daugiau kaip valandą, kol kas nors iš įgulos ką nors pasakė."),
    ("lv", "Prāmis šorīt atkal kavējās, un neviens piestātnē nevarēja pateikt, kad tas būs klāt. Mums bija jāgaida vairāk par stundu, līdz kāds no apkalpes mums kaut ko pateica."),
    ("ar", "تأخرت العبارة مرة أخرى هذا الصباح ولم يكن أحد على الرصيف يعرف متى سوف تصل. كان علينا أن ننتظر أكثر من ساعة قبل أن يأتي إلينا أحد من الطاقم."),
    ("fa", "کشتی امروز صبح باز هم دیر کرد و هیچ کس در اسکله نمی دانست که چه وقت می رسد. ما باید بیش از یک ساعت صبر می کردیم تا یکی از خدمه با ما حرف زد."),
    ("he", "המעבורת איחרה שוב הבוקר ואף אחד על הרציף לא ידע מתי היא תגיע. היינו צריכים לחכות יותר משעה עד שמישהו מן הצוות בא אל הנוסעים כדי לומר להם מה קרה."),
    ("hi", "आज सुबह नाव फिर देर से आई और घाट पर कोई नहीं बता सका कि वह कब आएगी। हम को एक घंटे से अधिक इंतज़ार करना पड़ा।"),
    ("ja", "今朝も船が遅れましたが、いつ来るのか桟橋の人は誰も知りませんでした。一時間より長く待たなければなりませんでした。"),
    ("zh", "今天早上渡船又晚了，码头上没有人知道它什么时候会来。我们不得不等了一个多小时，才有人来告诉我们。"),
    ("ko", "오늘 아침에 배가 또 늦었고 부두에 있는 사람은 아무도 언제 오는지 몰랐다. 우리는 그 자리에서 한 시간이 더 지나도록 기다릴 수 밖에 없었다. 그러나 이런 일은 처음이 아니다."),
    ("th", "เมื่อเช้านี้เรือมาช้าอีกแล้ว และไม่มีใครที่ท่าเรือบอกได้ว่าเรือจะมาเมื่อไร เราต้องรอนานกว่าหนึ่งชั่วโมง"),
];

fn language(text: &str) -> Option<&'static str> {
    Signals::measure(&Document::from_text(text), Lexicon::builtin()).language
}

#[test]
fn two_sentences_tell_their_language() {
    for &(expected, text) in SENTENCES {
        assert_eq!(language(text), Some(expected), "{text}");
    }
}

#[test]
fn too_little_to_tell_is_unknown() {
    for text in [
        "",
        "Harbour news",
        "The pier is closed.",
        "Berlin, Paris, Oslo, London, Wien, Roma, Madrid, Lisboa, Praha, Bratislava",
        "1 2 3 4 5 6 7 8 9 10 11 12",
    ] {
        assert_eq!(language(text), None, "{text}");
    }
}

#[test]
fn the_language_is_that_of_the_article_and_its_words_alone_count() {
    let text = "Skip to content\nHome\nAbout us\nSign up for our newsletter\n\
        Der Rat der Hafenstadt hat am Dienstag beschlossen, dass die alte Mole nicht abgerissen wird. Sie soll bis zum \
        Herbst des nächsten Jahres wieder für alle geöffnet sein, wenn das Geld aus der Hauptstadt kommt.\n\
        Im Frühjahr war ein Teil der Mole bei einem Sturm ins Meer gestürzt, und seitdem ist sie gesperrt.\n\
        Read more about this and other stories on our site\nShare this with your friends\n\
        This site uses cookies to give you the best experience.\n";
    let signals = Signals::measure(&Document::from_text(text), Lexicon::builtin());
    assert_eq!(signals.language, Some("de"));
    let shares = signals.column(Signal::FunctionWords);
    assert!(shares[4] > 100, "{shares:?}");
    assert_eq!(shares[7], 0, "{shares:?}");
}
