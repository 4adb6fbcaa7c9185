"""Georgian texts as people send them, in their own letters and in Latin ones."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

SEARCHES = [
    ("სად მივიღო ცხელი სადილი მონპელიეში", "food", "Montpellier"),
    ("მშიერი ვარ, ლიონში ვინ არიგებს საჭმელს", "food", "Lyon"),
    ("შიმშილით მოვკვდი, სად ვისაუზმოთ გრენობლში", "food", "Grenoble"),
    ("ამ ღამით სად გავათიო ტულუზაში", "shelter", "Toulouse"),
    ("სახლიდან გამომაგდეს და მარსელში გარეთ დავრჩი", "shelter", "Marseille"),
    ("საწოლი გვინდა ორ კაცს სტრასბურგში", "shelter", "Strasbourg"),
    ("დავიბანო სად შეიძლება ბორდოში", "shower", "Bordeaux"),
    ("აბაზანა მინდა ნიცაში", "shower", "Nice"),
    ("ტანსაცმლის გარეცხვა მინდა დიჟონში", "laundry", "Dijon"),
    ("სველი შარვალი სად გავრეცხო ლიონში", "laundry", "Lyon"),
    ("ზამთრის ქურთუკი და ფეხსაცმელი მჭირდება რეიმსში", "clothing", "Reims"),
    ("საბანი და საძილე ტომარა, მეცი", "clothing", "Metz"),
    ("პამპერსები და ბავშვის კვება სად იშოვება ავინიონში", "groceries", "Avignon"),
    ("სურსათის პაკეტი მარსელში", "groceries", "Marseille"),
    ("ექიმთან მინდა მისვლა პარიზში, საბუთები არ მაქვს", "health", "Paris"),
    ("წამალი მჭირდება, წნევა მაქვს, ბორდო", "health", "Bordeaux"),
    ("კბილი საშინლად მტკივა ტულონში", "dentist", "Toulon"),
    ("ფსიქოლოგი მჭირდება, სულ ვნერვიულობ, ლიონი", "mental_health", "Lyon"),
    ("შპრიცები სად მოვიტანო გრენობლში", "addiction", "Grenoble"),
    ("სმას თავი დავანებო მინდა, ვინ დამეხმარება მარსელში", "addiction", "Marseille"),
    ("პრეზერვატივი უფასოდ ბორდოში", "sexual_health", "Bordeaux"),
    ("ბავშვი სკოლაში სად ჩავწერო ტულუზაში", "family", "Toulouse"),
    ("აზილზე იურისტი მინდა პარიზში", "legal", "Paris"),
    ("დეპორტაციით მემუქრებიან, ადვოკატი მინდა ლიონში", "legal", "Lyon"),
    ("წერილების მისაღებად მისამართი მარსელში", "address", "Marseille"),
    ("სოცმუშაკთან მინდა ლაპარაკი ნიცაში", "social_worker", "Nice"),
    ("ანკეტის შევსებაში დამეხმარეთ ლიონში", "paperwork", "Lyon"),
    ("სამუშაოს ვეძებ ბორდოში", "job", "Bordeaux"),
    ("ფრანგული მინდა ვისწავლო დიჟონში", "language_course", "Dijon"),
    ("ტელეფონი დამიჯდა, სად დავტენო პარიზში", "phone", "Paris"),
    ("ვაიფაი სად არის ლიონში", "digital", "Lyon"),
    ("ჩანთები სად დავტოვო პარიზში", "luggage", "Paris"),
    ("სად გავთბე ცოტა ხანი ბორდოში", "rest", "Bordeaux"),
    ("თმის შეჭრა უფასოდ მარსელში", "haircut", "Marseille"),
    ("ვეტერინარი ძაღლისთვის ლიონში", "animals", "Lyon"),
    ("ტუალეტი სად არის ნიცაში", "toilets", "Nice"),
    ("დასალევი წყალი ტულუზაში", "water", "Toulouse"),
    ("ბინის ქირა ვერ გადავიხადე, ბორდო", "housing money", "Bordeaux"),
    ("სად ვითამაშო ფეხბურთი ლიონში", "activities", "Lyon"),
    ("საჭმელი არ მჭირდება, დუში მინდა ბორდოში", "shower", "Bordeaux"),
    ("ლიონიდან ჩამოვედი, ახლა მარსელში ვარ, სად ვჭამო", "food", "Marseille"),
    ("dges sadme minda vchamo parizshi", "food", "Paris"),
    ("gamistevi mchirdeba marselshi", "shelter", "Marseille"),
    ("shxapi minda bordoshi", "shower", "Bordeaux"),
    ("kbilis eqimi sad aris lionshi", "dentist", "Lyon"),
    ("advokati mchirdeba azilis saqmeze parizshi", "legal", "Paris"),
    ("tbili tansacmeli minda tuluzashi", "clothing", "Toulouse"),
    ("samushao mchirdeba nicashi", "job", "Nice"),
]
DANGERS = [
    ("აღარ შემიძლია, თავი უნდა მოვიკლა", "suicide"),
    ("ცხოვრებას აზრი აღარ აქვს ჩემთვის", "suicide"),
    ("ხიდიდან გადავხტები და მორჩება", "suicide"),
    ("ყველას უჩემოდ უკეთ ექნება, უჩემოდ უკეთ იქნებიან", "suicide"),
    ("minda movkvde", "suicide"),
    ("agar minda cxovreba", "suicide"),
    ("მეუღლემ მცემა და კარი ჩაკეტა", "violence"),
    ("ქმრის მეშინია, სახლში ვერ მივდივარ", "violence"),
    ("უფროსმა პასპორტი წამართვა და არ მიშვებს სახლიდან", "violence"),
    ("ვიღაც დანით მემუქრება ქუჩაში", "violence"),
    ("გამაუპატიურეს გუშინ", "violence"),
    ("qmari mcems, damexmaret", "violence"),
    ("ბიჭი აღარ სუნთქავს", "medical"),
    ("გულმკერდი მტკივა და ხელი მიბუჟდება", "medical"),
    ("ცოლს მშობიარობა დაეწყო", "medical"),
    ("მეგობარს ბევრი სისხლი სდის", "medical"),
    ("ბევრი აბი დალია და ვერ ვაღვიძებ", "medical"),
    ("ugonod aris, saswrafo gamoidzaxet", "medical"),
    ("მეზობელი ბავშვს სცემს", "child"),
    ("მამინაცვალი მირტყამს", "child"),
    ("ჩემი შვილი დაიკარგა", "child"),
    ("16 წლის ვარ, გარეთ ვარ და არავინ მყავს", "child"),
]
JOKES = [
    "სიცილით ვკვდები",
    "შიმშილით ვკვდები ბიჭო",
    "ცოლი მომკლავს თუ დავაგვიანე",
    "ტელეფონი მოკვდა",
    "დროს ვკლავ სადგურზე",
    "სისხლის ანალიზი სად ჩავაბარო",
    "არ მინდა სიკვდილი",
    "გული მცემს სიხარულით",
    "sicilit movkvdi",
]
SAID = [
    ("გამარჯობა", Intent.GREETING),
    ("დიდი მადლობა დახმარებისთვის", Intent.THANKS),
    ("ცოცხალ ადამიანთან მინდა საუბარი", Intent.OPERATOR),
    ("ოპერატორი", Intent.OPERATOR),
    ("წაშალეთ ჩემი ნომერი", Intent.ERASE),
    ("კიდევ", Intent.MORE),
    ("სხვა მისამართები", Intent.MORE),
    ("აღარ მომწეროთ", Intent.STOP),
    ("რა შეგიძლია", Intent.MENU),
    ("დახმარება", Intent.MENU),
    ("მისამართი არასწორია", Intent.REPORT),
    ("მივედი და დაკეტილია", Intent.REPORT),
    ("მეორე", Intent.CHOICE),
    ("გილოცავთ, თქვენ მოიგეთ ტელეფონი", Intent.OTHER),
    ("madloba", Intent.THANKS),
    ("adamiantan laparaki minda", Intent.OPERATOR),
]
WISHES = [
    ("კიდევ ერთხელ გამომიგზავნეთ", Wish.AGAIN),
    ("იგივე რაც გუშინ", Wish.SAME),
    ("ძალიან შორსაა", Wish.NEARER),
    ("სხვა ქალაქში", Wish.ELSEWHERE),
    ("რომელ საათამდე მუშაობს", Wish.HOURS),
    ("როგორ მივიდე იქ", Wish.WAY),
    ("უკვე კარგად ვარ, სასწრაფო მოვიდა", Wish.SAFE),
    ("არ ვარ კარგად", None),
    ("ჩემს მესიჯებს ვინ კითხულობს", Wish.PRIVACY),
    ("საბუთებს ითხოვენ", Wish.PAPERS),
    ("უფლება მაქვს ვიმუშაო", Wish.BEYOND),
    ("უსარგებლო ხართ", Wish.COMPLAINT),
    ("დებილო", Wish.ABUSE),
    ("ის მხოლოდ რუსულად ლაპარაკობს", Wish.OTHER_SPEAKS),
    ("115 არ პასუხობს", Wish.BUSY),
    ("კი", Wish.YES),
    ("არა", Wish.NO),
    ("rogor mivide", Wish.WAY),
    ("kargad ar var", None),
]
REMARKS = [
    ("დაკეტილია", Remark.CLOSED),
    ("daketili damxvda", Remark.CLOSED),
    ("სხვაგან გადავიდნენ", Remark.MOVED),
    ("ადგილი აღარ ჰქონდათ", Remark.FULL),
    ("უარი მითხრეს", Remark.REFUSED),
    ("საათები არასწორია", Remark.HOURS),
    ("შევედით", Remark.GOT_IN),
]
AUDIENCES = [
    ("ორსულად ვარ, საჭმელი მინდა", "pregnant"),
    ("ბავშვებით ვართ, სად დავიძინოთ", "family"),
    ("ქალი ვარ, ღამისთევა მინდა", "woman"),
    ("უსაბუთოდ ვარ, ექიმი მჭირდება", "undocumented"),
    ("ძაღლი მყავს, სად დავიძინო", "animal"),
    ("ეტლით ვარ, შხაპი მინდა", "wheelchair"),
    ("70 წლის ვარ, სადილი მინდა", "elderly"),
]
MOMENTS = [
    ("სად ვჭამო ამაღამ", "tonight"),
    ("ექიმი ხვალ დილით", "tomorrow_morning"),
    ("შხაპი ოთხშაბათს", "wednesday"),
    ("სადილი ახლა", "now"),
    ("საჭმელი 19 საათზე", "hour:19"),
    ("sad vchamo xval", "tomorrow"),
]


@pytest.mark.parametrize(("text", "needs", "place"), SEARCHES, ids=[row[0] for row in SEARCHES])
def test_what_is_sought_and_where_is_read(read, text, needs, place):
    request = read(text)
    assert request.language == "ka"
    assert " ".join(sorted(request.needs)) == needs
    assert (request.places[0].place.name if request.places else "") == place


@pytest.mark.parametrize(("text", "danger"), DANGERS, ids=[row[0] for row in DANGERS])
def test_danger_is_found(read, text, danger):
    assert read(text).danger == danger


@pytest.mark.parametrize("text", JOKES)
def test_a_manner_of_speaking_is_no_danger(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(("text", "intent"), SAID, ids=[row[0] for row in SAID])
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text, language="ka").intent is intent


@pytest.mark.parametrize(("text", "wish"), WISHES, ids=[row[0] for row in WISHES])
def test_a_wish_is_heard(read, text, wish):
    assert read(text, language="ka").wish is wish


@pytest.mark.parametrize(("text", "remark"), REMARKS, ids=[row[0] for row in REMARKS])
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text, language="ka").remark is remark


@pytest.mark.parametrize(("text", "audience"), AUDIENCES, ids=[row[0] for row in AUDIENCES])
def test_who_asks_is_read(read, text, audience):
    assert audience in [str(one) for one in read(text).audiences]


@pytest.mark.parametrize(("text", "moment"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_the_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment
