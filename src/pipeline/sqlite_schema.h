/*
 * The database: its tables and views.  The columns are those of docs/record.md; ids are as in the records
 * (d1, p1, n1, c1) and unique within their article.  Change anything here, and SCHEMA_VERSION goes up.
 */
#ifndef QUOTH_PIPELINE_SQLITE_SCHEMA_H
#define QUOTH_PIPELINE_SQLITE_SCHEMA_H

#define SCHEMA_VERSION 2
#define SCHEMA_APPLICATION 0x71756F74 /* "quot", in the header of every database of ours */

#define OF_ARTICLE "article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, "
#define OF(table) "FOREIGN KEY (article, " table ") REFERENCES " table " ON DELETE CASCADE"
#define SPAN "span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT NOT NULL, "
#define ORIGIN "rule TEXT, confidence REAL, "

/*
 * TABLE(name, definition of its columns).  The first column of all but article and error is the
 * article's key, which the sink fills in.
 */
#define TABLES(TABLE)                                                                                        \
    TABLE(article,                                                                                           \
          "key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, url TEXT, title TEXT, lang TEXT, "              \
          "published TEXT, published_basis TEXT, genre TEXT, text TEXT")                                     \
    TABLE(error, "id TEXT PRIMARY KEY, code TEXT NOT NULL, message TEXT, source TEXT")                       \
    TABLE(sentence,                                                                                          \
          OF_ARTICLE "n INTEGER NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, "          \
                     "PRIMARY KEY (article, n)")                                                             \
    TABLE(date,                                                                                              \
          OF_ARTICLE "id TEXT NOT NULL, " SPAN "type TEXT, value TEXT, mod TEXT, "                           \
                     "first_day TEXT, last_day TEXT, bound TEXT, " ORIGIN "PRIMARY KEY (article, id)")       \
    TABLE(person,                                                                                            \
          OF_ARTICLE "id TEXT NOT NULL, name TEXT, given TEXT, family TEXT, " ORIGIN                         \
                     "PRIMARY KEY (article, id)")                                                            \
    TABLE(role,                                                                                              \
          OF_ARTICLE "person TEXT NOT NULL, n INTEGER NOT NULL, " SPAN                                       \
                     "PRIMARY KEY (article, person, n), " OF("person"))                                      \
    TABLE(mention,                                                                                           \
          OF_ARTICLE "person TEXT NOT NULL, n INTEGER NOT NULL, " SPAN                                       \
                     "PRIMARY KEY (article, person, n), " OF("person"))                                      \
    TABLE(number,                                                                                            \
          OF_ARTICLE "id TEXT NOT NULL, " SPAN "kind TEXT, value REAL, low REAL, high REAL, relation TEXT, " \
                     "change TEXT, modifier TEXT, unit_text TEXT, unit TEXT, of_text TEXT, " ORIGIN          \
                     "PRIMARY KEY (article, id)")                                                            \
    TABLE(claim,                                                                                             \
          OF_ARTICLE "id TEXT NOT NULL, kind TEXT, source_start INTEGER, source_end INTEGER, "               \
                     "source_text TEXT, source_type TEXT, source_name TEXT, source_person TEXT, "            \
                     "cue_start INTEGER, cue_end INTEGER, cue TEXT, lemma TEXT, act TEXT, "                  \
                     "content TEXT NOT NULL, negated INTEGER NOT NULL, said TEXT, said_date TEXT, " ORIGIN   \
                     "PRIMARY KEY (article, id), "                                                           \
                     "FOREIGN KEY (article, source_person) REFERENCES person ON DELETE CASCADE, "            \
                     "FOREIGN KEY (article, said_date) REFERENCES date ON DELETE CASCADE")                   \
    TABLE(claim_span,                                                                                        \
          OF_ARTICLE "claim TEXT NOT NULL, n INTEGER NOT NULL, " SPAN                                        \
                     "PRIMARY KEY (article, claim, n), " OF("claim"))                                        \
    TABLE(claim_date,                                                                                        \
          OF_ARTICLE "claim TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (article, claim, date), "         \
                     OF("claim") ", " OF("date"))                                                            \
    TABLE(claim_number,                                                                                      \
          OF_ARTICLE "claim TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (article, claim, number), "     \
                     OF("claim") ", " OF("number"))                                                          \
    TABLE(claim_person,                                                                                      \
          OF_ARTICLE "claim TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (article, claim, person), "     \
                     OF("claim") ", " OF("person"))                                                          \
    TABLE(warning,                                                                                           \
          OF_ARTICLE "n INTEGER NOT NULL, code TEXT NOT NULL, message TEXT, count INTEGER, "                 \
                     "PRIMARY KEY (article, n)")

enum sqlite_table {
#define TABLE_NUMBER(name, definition) TABLE_##name,
    TABLES(TABLE_NUMBER) TABLE_COUNT
#undef TABLE_NUMBER
};

#define INDEXES                                                              \
    "CREATE INDEX article_by_day ON article (published);"                    \
    "CREATE INDEX date_by_day ON date (first_day, last_day);"                \
    "CREATE INDEX person_by_name ON person (name);"                          \
    "CREATE INDEX person_by_family ON person (family);"                      \
    "CREATE INDEX number_by_unit ON number (unit, value);"                   \
    "CREATE INDEX claim_by_source ON claim (source_name);"                   \
    "CREATE INDEX claim_by_act ON claim (act);"                              \
    "CREATE INDEX claim_by_person ON claim (article, source_person);"        \
    "CREATE INDEX claim_by_said ON claim (article, said_date);"              \
    "CREATE INDEX claim_date_by_date ON claim_date (article, date);"         \
    "CREATE INDEX claim_number_by_number ON claim_number (article, number);" \
    "CREATE INDEX claim_person_by_person ON claim_person (article, person);"

/* Who claims what: a row a claim, its source resolved. */
#define VIEW_CLAIMS                                                                           \
    "CREATE VIEW claims AS SELECT a.id AS article, a.published, c.id AS claim, "              \
    "coalesce(c.source_name, c.source_text) AS source, c.source_type, c.cue, c.act, c.kind, " \
    "c.content, c.negated, c.said, c.rule, c.confidence "                                     \
    "FROM claim c JOIN article a ON a.key = c.article;"

/* Who claims how many: a row for each number inside a claim. */
#define VIEW_CLAIMED_NUMBERS                                                                    \
    "CREATE VIEW claimed_numbers AS SELECT a.id AS article, a.published, "                      \
    "coalesce(c.source_name, c.source_text) AS source, c.source_type, c.cue, c.act, "           \
    "n.value, n.low, n.high, coalesce(n.relation, '=') AS relation, n.change, n.unit, n.kind, " \
    "n.text AS number, c.content, c.said, c.negated, c.id AS claim_id, n.id AS number_id "      \
    "FROM claim_number l JOIN claim c ON c.article = l.article AND c.id = l.claim "             \
    "JOIN number n ON n.article = l.article AND n.id = l.number "                               \
    "JOIN article a ON a.key = l.article;"

/* What is claimed about which days: a row for each date inside a claim. */
#define VIEW_CLAIMED_DATES                                                                      \
    "CREATE VIEW claimed_dates AS SELECT a.id AS article, a.published, "                        \
    "coalesce(c.source_name, c.source_text) AS source, c.source_type, c.cue, c.act, "           \
    "d.text AS date, d.value, d.first_day, d.last_day, d.bound, c.content, c.said, c.negated, " \
    "c.id AS claim_id, d.id AS date_id "                                                        \
    "FROM claim_date l JOIN claim c ON c.article = l.article AND c.id = l.claim "               \
    "JOIN date d ON d.article = l.article AND d.id = l.date JOIN article a ON a.key = l.article;"

/* Who is named in which article, how often, and makes how many claims there. */
#define VIEW_PEOPLE                                                                                     \
    "CREATE VIEW people AS SELECT a.id AS article, a.published, p.name, p.given, p.family, "            \
    "(SELECT count(*) FROM mention m WHERE m.article = p.article AND m.person = p.id) AS mentions, "    \
    "(SELECT count(*) FROM claim c WHERE c.article = p.article AND c.source_person = p.id) AS claims, " \
    "(SELECT group_concat(r.text, '; ') FROM role r WHERE r.article = p.article AND r.person = p.id) "  \
    "AS roles, p.id AS person_id FROM person p JOIN article a ON a.key = p.article;"

#define VIEWS VIEW_CLAIMS VIEW_CLAIMED_NUMBERS VIEW_CLAIMED_DATES VIEW_PEOPLE

#endif
