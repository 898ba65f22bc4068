"""Names, work and places for invented people. Any likeness to somebody is chance."""

GIVEN = """
Aaliyah Abigail Adaeze Agnes Aileen Aisha Alba Alys Amara Amina Anjali Anwen Aoife Ashanti Astrid Bethan Blessing Brigid
Caitriona Carys Catrin Cerys Chiara Chidinma Clementine Cordelia Daniela Delyth Dervla Dina Dorothea Ebony Effie Eilidh
Eira Eleni Elspeth Emeka Esme Ewa Fatima Fenella Fiona Flora Freya Gareth Ginevra Grace Gwen Habiba Hamish Hana Harriet
Heather Hester Hiba Ifeoma Ines Iona Isla Jasleen Jemima Joan Jocelyn Joyce Jude Kamila Karima Keir Kezia Kirsty Laila
Leena Lesley Lowri Lucia Lydia Mabli Mairi Maisie Malaika Manon Marged Mariam Marta Maud Megan Mina Morag Nadia Naomi
Neema Niamh Nkechi Noor Oluchi Orla Owain Padma Petra Phoebe Pippa Priya Rabia Rhian Rosalind Rowan Ruhi Sabina Saoirse
Sara Selma Shanice Shireen Sian Sofia Sorcha Sunita Tabitha Tamsin Tanvi Tegan Thandi Tilda Una Ursula Verity Winifred
Yasmin Yvonne Zainab Zofia
""".split()

FAMILY = """
Abara Ackroyd Adeyemi Ainsley Akhtar Alderton Allardyce Amankwah Appleyard Arkwright Ashdown Atherton Baines Balogun
Banerjee Bardsley Barraclough Beaumont Begum Bellamy Bexley Birtwhistle Blackwood Boateng Bowen Braithwaite Brannigan
Brockbank Buchan Burnside Cadwallader Calloway Carmichael Chakrabarti Chaudhry Clegg Colquhoun Corrigan Cotterill
Craddock Dacre Dalgleish Danso Davenport Desai Devereux Doherty Dunmore Eccles Edgerton Ellwood Eze Fairclough Falconer
Farrell Fenwick Fitzroy Forsythe Gaskell Ghosh Gilchrist Glendower Goodall Grantham Greenhalgh Gwynne Hargreaves Hassan
Haworth Heslop Hibbert Holroyd Hughes-Rees Hussain Ibrahim Inglis Iqbal Jagger Jamieson Jardine Joshi Kaur Kavanagh
Kershaw Khatun Kilbride Kowalczyk Lacey Langstaff Lathom Lockwood Lumsden Maddox Mahmood Marchbanks Mbeki Merrick
Metcalfe Moffat Mukherjee Murgatroyd Nankervis Nicholl Nwosu Oakes Obi Ogilvie Okonkwo Onslow Ormerod Osei Padgett
Pankhurst Parfitt Pemberton Penrose Pickersgill Prothero Quigley Radcliffe Ramsbottom Rashid Redfern Renshaw Rhys Rigby
Rostron Rutherglen Sadler Sandhu Savory Schofield Sedgwick Shackleton Sinclair Skelton Smethurst Sobczak Standish
Strachan Sutcliffe Tallis Tattersall Thackeray Thistlewood Tolland Trevelyan Tulloch Tunstall Uddin Unsworth Vaughan
Verma Wadsworth Walmsley Wardle Wetherby Whitlock Widdop Winstanley Wolstenholme Woolfenden Wrigley Yates Yeadon Zaman
""".split()

# What people are, where such people work, and how often we meet them.
WORK = [
    ("Health visitor", 24, ["Calder Vale Health Trust", "Northmoor Community Services", "Severn Reach Health Trust", "Firth Community Health"]),
    ("Midwife", 12, ["St Brannoc’s Maternity Unit", "Calder Vale Health Trust", "Lantern Birth Centre"]),
    ("Psychologist", 11, ["Parent–Infant Team Northmoor", "Severn Reach Health Trust", "Own practice"]),
    ("Psychotherapist", 9, ["Own practice", "The Quiet Room, Derby", "Parent–Infant Team Northmoor"]),
    ("Nursery or early years staff", 14, ["Brackenfield Nursery", "Little Tern Nursery", "Ashgrove Family Centre"]),
    ("Social worker", 9, ["Calderdale Reach Council", "Esk Valley Council", "Taff Side Council"]),
    ("Neonatal nurse", 8, ["Ashgrove Neonatal Unit", "St Brannoc’s Neonatal Unit"]),
    ("Family support worker", 9, ["Brackenfield Family Centre", "Hearth and Home", "Home-Start Eskdale (invented)"]),
    ("Speech and language therapist", 4, ["Firth Community Health", "Northmoor Community Services"]),
]  # fmt: skip

UNIVERSITIES = [
    "University of Penhallow",
    "University of Northmoor",
    "Firthside University",
    "Severn Metropolitan University",
]

DOMAINS = ["families.example", "calder-trust.example", "northmoor.example", "post.example", "earlyyears.example", "home.example", "severn.example"]  # fmt: skip
