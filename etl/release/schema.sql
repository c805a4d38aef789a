-- THE CONTRACT: what a release holds. `etl` writes it, everything else only reads it.
--
-- A release is one immutable DuckDB file. Its tables hold the catalogue (what the strategy says) and the record
-- (what was measured or reported, and when that became known). `strategy.judging` judges; what it said of each day stands
-- in status_span, so that nobody has to judge all measures to list them, and is made anew by every build.
--
-- Conventions
--   id           permanent; the reference of the strategy (`1.3-c`, `5.3-g1`, `1.3-A5.1`) or a word of ours (`sote`)
--   seq          the order of the strategy, from 1 over the whole table
--   *_fi|sv|en   one text in three languages; all three are always there, or none
--   quote        the strategy's own words, verbatim, in strategy.text_language; '' where it has none
--   period       `2019`, `2019-06`, `2019-Q3`, `2019-01/2019-06`, `2018-08/2019-07` (school year), `2018/2022` (window)
--   *_evidence   `stated` in the source, or `inferred` by us and shown as such
--   known        the day from which a row was public; NULL where nobody knows
--   NULL is "not given"; 0 is a value
--
-- Words with a closed vocabulary carry it as a CHECK; those of an observation, of which there may be millions, are enums.
-- Text and numbers only; no markup, no addresses but source.url and that of the supervisor of accessibility, no files but
-- workbook.content.

CREATE TABLE area (
    id         VARCHAR PRIMARY KEY,
    seq        INTEGER NOT NULL,
    name_fi    VARCHAR NOT NULL,
    name_sv    VARCHAR NOT NULL,
    name_en    VARCHAR NOT NULL
);
COMMENT ON TABLE area IS 'A municipality (its official three-digit code) or a larger area that figures are of.';

CREATE TABLE source (
    id         VARCHAR PRIMARY KEY,
    seq        INTEGER NOT NULL,
    title      VARCHAR NOT NULL,
    title_lang VARCHAR NOT NULL CHECK (title_lang IN ('fi', 'sv', 'en')),
    publisher  VARCHAR NOT NULL,
    table_code VARCHAR,
    url        VARCHAR CHECK (url LIKE 'https://%'),
    licence    VARCHAR NOT NULL,
    own        BOOLEAN NOT NULL,
    dated      DATE,
    lag_months INTEGER CHECK (lag_months >= 0),
    title_words_fi     VARCHAR,
    title_words_sv     VARCHAR,
    title_words_en     VARCHAR,
    publisher_words_fi VARCHAR,
    publisher_words_sv VARCHAR,
    publisher_words_en VARCHAR
);
COMMENT ON TABLE source IS 'Where figures were read: publisher, table, address, licence.';
COMMENT ON COLUMN source.own IS 'The publisher''s own figures; false is a secondary source and is said wherever it stands.';
COMMENT ON COLUMN source.title_words_fi IS 'The title in each language, where the source has one; empty: `title` alone.';
COMMENT ON COLUMN source.publisher_words_fi IS
    'The publishers by their names in each language, where they have them; empty: `publisher` alone.';
COMMENT ON COLUMN source.lag_months IS
    'The publisher''s rule: a period becomes known on the last day of the month this many months after its end.';

CREATE TABLE strategy (
    id              VARCHAR PRIMARY KEY,
    title_fi        VARCHAR NOT NULL,
    title_sv        VARCHAR NOT NULL,
    title_en        VARCHAR NOT NULL,
    values_fi       VARCHAR NOT NULL,
    values_sv       VARCHAR NOT NULL,
    values_en       VARCHAR NOT NULL,
    municipality_fi VARCHAR NOT NULL,
    municipality_sv VARCHAR NOT NULL,
    municipality_en VARCHAR NOT NULL,
    home            VARCHAR NOT NULL REFERENCES area (id),
    text_language   VARCHAR NOT NULL CHECK (text_language IN ('fi', 'sv', 'en')),
    first_year      INTEGER NOT NULL,
    last_year       INTEGER NOT NULL,
    review_day      DATE NOT NULL,
    source          VARCHAR NOT NULL REFERENCES source (id),
    population      VARCHAR,
    made_up         BOOLEAN NOT NULL,
    max_age_months  INTEGER CHECK (max_age_months > 0),
    accessibility_law_applies_fi     VARCHAR,
    accessibility_law_applies_sv     VARCHAR,
    accessibility_law_applies_en     VARCHAR,
    accessibility_law_supervision_fi VARCHAR,
    accessibility_law_supervision_sv VARCHAR,
    accessibility_law_supervision_en VARCHAR,
    accessibility_law_supervisor_fi  VARCHAR,
    accessibility_law_supervisor_sv  VARCHAR,
    accessibility_law_supervisor_en  VARCHAR,
    accessibility_law_site_fi        VARCHAR CHECK (accessibility_law_site_fi LIKE 'https://%'),
    accessibility_law_site_sv        VARCHAR CHECK (accessibility_law_site_sv LIKE 'https://%'),
    accessibility_law_site_en        VARCHAR CHECK (accessibility_law_site_en LIKE 'https://%'),
    accessibility_law_answer_days    INTEGER CHECK (accessibility_law_answer_days > 0),
    CHECK ((accessibility_law_site_fi IS NULL) = (accessibility_law_applies_fi IS NULL)),
    CHECK (first_year <= last_year)
);
COMMENT ON TABLE strategy IS 'The one strategy of this release: one row.';
COMMENT ON COLUMN strategy.home IS 'The area that the strategy is about; observations of other areas are peers.';
COMMENT ON COLUMN strategy.text_language IS 'The language of the strategy''s own words: of every column `quote`.';
COMMENT ON COLUMN strategy.accessibility_law_applies_fi IS
    'The law of the accessibility statement, in sentences; empty: the statement claims no law.';
COMMENT ON COLUMN strategy.made_up IS 'The figures are made up, to show how the dashboard works; every page says so.';
COMMENT ON COLUMN strategy.max_age_months IS
    'The age in months from which on the newest figure is told to be out of date; empty: its age is only told.';
COMMENT ON COLUMN strategy.population IS
    'The measure that counts the inhabitants, by which counts are divided. A measure.id, checked by the build.';
COMMENT ON COLUMN strategy.review_day IS 'The day on which the strategy itself reviews its targets.';

CREATE TABLE sector (
    id       VARCHAR PRIMARY KEY,
    seq      INTEGER NOT NULL,
    name_fi  VARCHAR NOT NULL,
    name_sv  VARCHAR NOT NULL,
    name_en  VARCHAR NOT NULL,
    short_fi VARCHAR NOT NULL,
    short_sv VARCHAR NOT NULL,
    short_en VARCHAR NOT NULL,
    colour   VARCHAR NOT NULL CHECK (colour LIKE '#______')
);
COMMENT ON TABLE sector IS 'A sector of the city''s organisation (toimiala), with the colour of the printed strategy.';

CREATE TABLE unit (
    id            VARCHAR PRIMARY KEY,
    seq           INTEGER NOT NULL,
    text_fi       VARCHAR NOT NULL,
    text_sv       VARCHAR NOT NULL,
    text_en       VARCHAR NOT NULL,
    one_fi        VARCHAR NOT NULL,
    one_sv        VARCHAR NOT NULL,
    one_en        VARCHAR NOT NULL,
    difference_fi VARCHAR NOT NULL,
    difference_sv VARCHAR NOT NULL,
    difference_en VARCHAR NOT NULL,
    axis_fi       VARCHAR NOT NULL,
    axis_sv       VARCHAR NOT NULL,
    axis_en       VARCHAR NOT NULL,
    counted       BOOLEAN NOT NULL,
    difference_one_fi VARCHAR,
    difference_one_sv VARCHAR,
    difference_one_en VARCHAR
);
COMMENT ON TABLE unit IS
    'A unit: `text` follows a number, `one` a single one, `difference` a difference; `axis` titles an axis. Empty is none.';
COMMENT ON COLUMN unit.counted IS
    'People or things, counted: parts add up to their whole, and it can be set against the number of inhabitants.';

CREATE TABLE note (
    id         VARCHAR PRIMARY KEY,
    seq        INTEGER NOT NULL,
    text_fi    VARCHAR NOT NULL,
    text_sv    VARCHAR NOT NULL,
    text_en    VARCHAR NOT NULL,
    comparable BOOLEAN NOT NULL
);
COMMENT ON TABLE note IS 'A remark on a figure. A figure whose note is not comparable takes no part in a judgement.';

CREATE TABLE breakdown (
    id      VARCHAR PRIMARY KEY,
    seq     INTEGER NOT NULL,
    text_fi VARCHAR NOT NULL,
    text_sv VARCHAR NOT NULL,
    text_en VARCHAR NOT NULL
);
COMMENT ON TABLE breakdown IS 'A part of the whole that figures are given for (women, one school).';

CREATE TABLE owner (
    id        VARCHAR PRIMARY KEY,
    seq       INTEGER NOT NULL,
    name_fi   VARCHAR NOT NULL,
    name_sv   VARCHAR NOT NULL,
    name_en   VARCHAR NOT NULL,
    remark_fi VARCHAR,
    remark_sv VARCHAR,
    remark_en VARCHAR
);
COMMENT ON TABLE owner IS 'A body or an office that answers for measures or actions (vastuutaho).';
COMMENT ON COLUMN owner.remark_fi IS 'What must be known of the name, such as that the source does not spell it out.';

-- What the strategy says ------------------------------------------------------------------------------------------

CREATE TABLE focus_area (
    id        VARCHAR PRIMARY KEY,
    seq       INTEGER NOT NULL,
    name_fi   VARCHAR NOT NULL,
    name_sv   VARCHAR NOT NULL,
    name_en   VARCHAR NOT NULL,
    slogan_fi VARCHAR NOT NULL,
    slogan_sv VARCHAR NOT NULL,
    slogan_en VARCHAR NOT NULL,
    headline  VARCHAR
);
COMMENT ON TABLE focus_area IS 'A focus area of the strategy (painopistealue) with its slogan.';
COMMENT ON COLUMN focus_area.headline IS 'The context measure that the overview draws. A measure.id, checked by the build.';

CREATE TABLE goal (
    id         VARCHAR PRIMARY KEY,
    seq        INTEGER NOT NULL,
    focus_area VARCHAR NOT NULL REFERENCES focus_area (id),
    name_fi    VARCHAR NOT NULL,
    name_sv    VARCHAR NOT NULL,
    name_en    VARCHAR NOT NULL,
    quote   VARCHAR NOT NULL
);
COMMENT ON TABLE goal IS 'A goal (tavoite) of a focus area: one row of the strategy''s table.';

CREATE TABLE subgoal (
    id       VARCHAR PRIMARY KEY,
    seq      INTEGER NOT NULL,
    goal     VARCHAR NOT NULL REFERENCES goal (id),
    name_fi  VARCHAR NOT NULL,
    name_sv  VARCHAR NOT NULL,
    name_en  VARCHAR NOT NULL,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE subgoal IS 'A subgoal (alatavoite).';

CREATE TABLE action (
    id              VARCHAR PRIMARY KEY,
    seq             INTEGER NOT NULL,
    goal            VARCHAR NOT NULL REFERENCES goal (id),
    parent          VARCHAR,
    name_fi         VARCHAR NOT NULL,
    name_sv         VARCHAR NOT NULL,
    name_en         VARCHAR NOT NULL,
    quote           VARCHAR NOT NULL,
    sector_evidence VARCHAR NOT NULL CHECK (sector_evidence IN ('stated', 'inferred')),
    owner_evidence  VARCHAR NOT NULL CHECK (owner_evidence IN ('stated', 'inferred'))
);
COMMENT ON TABLE action IS
    'An action of the year (toimenpide); a sub-item names its parent. An action is told of and never judged.';
COMMENT ON COLUMN action.parent IS 'The action that it is a part of. An action.id, checked by the build.';

CREATE TABLE action_sector (
    action VARCHAR NOT NULL REFERENCES action (id),
    seq    INTEGER NOT NULL,
    sector VARCHAR NOT NULL REFERENCES sector (id),
    PRIMARY KEY (action, sector)
);
COMMENT ON TABLE action_sector IS 'The sectors of an action; seq counts within the action.';

CREATE TABLE action_owner (
    action VARCHAR NOT NULL REFERENCES action (id),
    seq    INTEGER NOT NULL,
    owner  VARCHAR NOT NULL REFERENCES owner (id),
    PRIMARY KEY (action, owner)
);
COMMENT ON TABLE action_owner IS 'Those that answer for an action; seq counts within the action.';

CREATE TABLE measure (
    id                  VARCHAR PRIMARY KEY,
    seq                 INTEGER NOT NULL,
    goal                VARCHAR NOT NULL REFERENCES goal (id),
    role                VARCHAR NOT NULL CHECK (role IN ('strategy', 'context')),
    kind                VARCHAR NOT NULL CHECK (kind IN ('numeric', 'milestone', 'activity', 'reporting', 'composite')),
    name_fi             VARCHAR NOT NULL,
    name_sv             VARCHAR NOT NULL,
    name_en             VARCHAR NOT NULL,
    quote            VARCHAR NOT NULL,
    unit                VARCHAR REFERENCES unit (id),
    decimals            INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 6),
    direction           VARCHAR NOT NULL CHECK (direction IN ('up', 'down', 'range', 'none')),
    direction_evidence  VARCHAR NOT NULL CHECK (direction_evidence IN ('stated', 'inferred')),
    -- the level from which the strategy starts; the value may be missing where only its period is named
    baseline_value      DOUBLE,
    baseline_period     VARCHAR,
    baseline_quote   VARCHAR,
    sector_evidence     VARCHAR NOT NULL CHECK (sector_evidence IN ('stated', 'inferred')),
    -- when values are expected: one `every`, from `anchor`, each due `lag_months` after its period
    calendar_every      VARCHAR CHECK (calendar_every IN
        ('month', 'quarter', 'half_year', 'year', 'school_year', 'two_years', 'four_years')),
    calendar_anchor     VARCHAR,
    calendar_lag_months INTEGER CHECK (calendar_lag_months >= 0),
    tolerance           DOUBLE CHECK (tolerance >= 0),
    material_change     DOUBLE CHECK (material_change >= 0),
    lowest              DOUBLE,
    highest             DOUBLE,
    owner_evidence      VARCHAR NOT NULL CHECK (owner_evidence IN ('stated', 'inferred')),
    action_evidence     VARCHAR NOT NULL CHECK (action_evidence IN ('stated', 'inferred')),
    twin                VARCHAR,
    definition_fi       VARCHAR,
    definition_sv       VARCHAR,
    definition_en       VARCHAR,
    remark_fi           VARCHAR,
    remark_sv           VARCHAR,
    remark_en           VARCHAR,
    -- a derived series: computed by the build from measure `formula_of`, never typed in
    formula_name        VARCHAR CHECK (formula_name IN ('growth_percent', 'mean_of_years', 'reduction_percent')),
    formula_of          VARCHAR,
    formula_years       INTEGER CHECK (formula_years >= 2),
    formula_base        VARCHAR,
    reference_line      VARCHAR,
    aggregate           VARCHAR CHECK (aggregate IN ('mean', 'sum', 'last')),
    rank                BOOLEAN NOT NULL,
    search_words        VARCHAR NOT NULL,
    hide_below          INTEGER CHECK (hide_below >= 1),
    CHECK (kind <> 'numeric' OR unit IS NOT NULL),
    CHECK ((baseline_period IS NULL) = (baseline_quote IS NULL)),
    CHECK (baseline_value IS NULL OR baseline_period IS NOT NULL),
    CHECK ((calendar_every IS NULL) = (calendar_anchor IS NULL)),
    CHECK (lowest <= highest),
    CHECK ((formula_name IS NULL) = (formula_of IS NULL))
);
COMMENT ON TABLE measure IS 'A measure of the strategy (mittari), or a context measure (taustamittari), never judged.';
COMMENT ON COLUMN measure.material_change IS 'The smallest change that counts as one, in the measure''s unit.';
COMMENT ON COLUMN measure.lowest IS 'Natural limit: no value can lie below it.';
COMMENT ON COLUMN measure.action_evidence IS
    'Whether the source itself pairs the measure with its actions (measure_action), or we read the pairs out of its table.';
COMMENT ON COLUMN measure.twin IS
    'The measure of another goal that is the same milestone. What is reported of one holds of both. A measure.id, checked.';
COMMENT ON COLUMN measure.formula_of IS 'The measure it is computed from. A measure.id, checked by the build.';
COMMENT ON COLUMN measure.reference_line IS
    'A measure whose target is drawn here, unjudged. A measure.id, checked by the build.';
COMMENT ON COLUMN measure.aggregate IS 'How finer periods make a year; NULL where the source does not say.';
COMMENT ON COLUMN measure.hide_below IS 'Values with fewer cases are not in this file: they are missing as `hidden_few`.';
COMMENT ON COLUMN measure.rank IS 'The value is a place in a comparison; observation.n is the number compared.';

CREATE TABLE measure_sector (
    measure VARCHAR NOT NULL REFERENCES measure (id),
    seq     INTEGER NOT NULL,
    sector  VARCHAR NOT NULL REFERENCES sector (id),
    PRIMARY KEY (measure, sector)
);
COMMENT ON TABLE measure_sector IS 'The sectors that answer for a measure; seq counts within the measure.';

CREATE TABLE measure_owner (
    measure VARCHAR NOT NULL REFERENCES measure (id),
    seq     INTEGER NOT NULL,
    owner   VARCHAR NOT NULL REFERENCES owner (id),
    PRIMARY KEY (measure, owner)
);
COMMENT ON TABLE measure_owner IS 'Those that answer for a measure; seq counts within the measure.';

CREATE TABLE measure_action (
    measure VARCHAR NOT NULL REFERENCES measure (id),
    seq     INTEGER NOT NULL,
    action  VARCHAR NOT NULL REFERENCES action (id),
    PRIMARY KEY (measure, action)
);
COMMENT ON TABLE measure_action IS 'The actions that stand beside a measure in the strategy; seq counts within the measure.';

CREATE TABLE measure_source (
    measure VARCHAR NOT NULL REFERENCES measure (id),
    seq     INTEGER NOT NULL,
    source  VARCHAR NOT NULL REFERENCES source (id),
    PRIMARY KEY (measure, source)
);
COMMENT ON TABLE measure_source IS 'The sources whose rows form this one series.';

CREATE TABLE stage (
    measure VARCHAR NOT NULL REFERENCES measure (id),
    id      VARCHAR NOT NULL,
    seq     INTEGER NOT NULL,
    name_fi VARCHAR NOT NULL,
    name_sv VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    PRIMARY KEY (measure, id)
);
COMMENT ON TABLE stage IS 'A step of a milestone that is done in parts; seq counts within the measure.';

CREATE TABLE target (
    measure         VARCHAR NOT NULL REFERENCES measure (id),
    seq             INTEGER NOT NULL,
    kind            VARCHAR NOT NULL CHECK (kind IN (
        'at_least', 'at_most', 'more_than', 'less_than', 'change_points', 'change_percent', 'range', 'best_of',
        'better_than', 'mean', 'sum', 'count', 'share_of_share', 'done', 'stage', 'direction', 'undefined')),
    period          VARCHAR,
    evidence        VARCHAR NOT NULL CHECK (evidence IN ('stated', 'inferred')),
    op              VARCHAR CHECK (op IN ('at_least', 'at_most', 'more_than', 'less_than', 'range')),
    value           DOUBLE,
    low             DOUBLE,
    high            DOUBLE,
    base            VARCHAR,
    reference       VARCHAR,
    window_period   VARCHAR,
    set_on          DATE,
    decision_fi     VARCHAR,
    decision_sv     VARCHAR,
    decision_en     VARCHAR,
    due             DATE,
    quote        VARCHAR NOT NULL,
    number_evidence VARCHAR NOT NULL CHECK (number_evidence IN ('stated', 'inferred')),
    part            VARCHAR CHECK (part IN ('month', 'quarter', 'half_year', 'year', 'school_year')),
    PRIMARY KEY (measure, seq),
    CHECK (low <= high)
);
COMMENT ON TABLE target IS 'A target of a measure; seq counts within the measure. Which fields a kind uses: data/README.md.';
COMMENT ON COLUMN target.value IS 'The level; the change, the per cent or the share where the kind is one of those.';
COMMENT ON COLUMN target.base IS 'The period that a change is counted from.';
COMMENT ON COLUMN target.reference IS 'What is compared with: an area.id or a measure.id, checked by the build.';
COMMENT ON COLUMN target.window_period IS 'The years that the target holds over (`2018/2022`).';
COMMENT ON COLUMN target.set_on IS 'The day it was decided; it counts from that day, from always where NULL.';
COMMENT ON COLUMN target.due IS 'Milestones: the deadline. Figures: the day the final value is due, where known.';
COMMENT ON COLUMN target.number_evidence IS '`inferred` where the number itself is our reading ("about 1 %").';

CREATE TABLE target_stage (
    measure VARCHAR NOT NULL,
    target  INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    stage   VARCHAR NOT NULL,
    PRIMARY KEY (measure, target, seq),
    FOREIGN KEY (measure, target) REFERENCES target (measure, seq),
    FOREIGN KEY (measure, stage) REFERENCES stage (measure, id)
);
COMMENT ON TABLE target_stage IS 'The stages that a target asks for, in order; target is target.seq.';

-- What happened ---------------------------------------------------------------------------------------------------

CREATE TABLE mark (
    seq     INTEGER PRIMARY KEY,
    measure VARCHAR NOT NULL REFERENCES measure (id),
    day     DATE NOT NULL,
    kind    VARCHAR NOT NULL CHECK (kind IN ('break', 'decision')),
    text_fi VARCHAR NOT NULL,
    text_sv VARCHAR NOT NULL,
    text_en VARCHAR NOT NULL
);
COMMENT ON TABLE mark IS 'Something that happened to a series. Values before and after a break are not compared.';

CREATE TABLE event (
    seq     INTEGER PRIMARY KEY,
    measure VARCHAR NOT NULL REFERENCES measure (id),
    day     DATE NOT NULL,
    state   VARCHAR NOT NULL CHECK (state IN ('not_started', 'under_way', 'done', 'dropped', 'planned', 'held')),
    source  VARCHAR NOT NULL REFERENCES source (id),
    stage   VARCHAR,
    known   DATE,
    note    VARCHAR REFERENCES note (id),
    origin      VARCHAR NOT NULL,
    accepted_by VARCHAR NOT NULL,
    occasion    INTEGER CHECK (occasion > 0),
    FOREIGN KEY (measure, stage) REFERENCES stage (measure, id)
);
COMMENT ON TABLE event IS 'A dated state of a milestone, activity or reporting measure, with its source.';
COMMENT ON COLUMN event.occasion IS 'Which of several on one day it is, from 1; of what is counted (`held`).';

CREATE TABLE action_event (
    seq         INTEGER PRIMARY KEY,
    action      VARCHAR NOT NULL REFERENCES action (id),
    day         DATE NOT NULL,
    state       VARCHAR NOT NULL CHECK (state IN ('not_started', 'planned', 'under_way', 'done', 'dropped')),
    source      VARCHAR NOT NULL REFERENCES source (id),
    known       DATE,
    note        VARCHAR REFERENCES note (id),
    origin      VARCHAR NOT NULL,
    accepted_by VARCHAR NOT NULL
);
COMMENT ON TABLE action_event IS 'A dated state of an action, with its source. No row: nobody has reported of the action.';

CREATE TABLE statement (
    seq         INTEGER PRIMARY KEY,
    measure     VARCHAR NOT NULL REFERENCES measure (id),
    kind        VARCHAR NOT NULL CHECK (kind IN ('comment', 'accepted')),
    day         DATE NOT NULL,
    role        VARCHAR NOT NULL,
    text_fi     VARCHAR,
    text_sv     VARCHAR,
    text_en     VARCHAR,
    until       DATE,
    decided     DATE,
    body_fi     VARCHAR,
    body_sv     VARCHAR,
    body_en     VARCHAR,
    paragraph   VARCHAR,
    origin      VARCHAR NOT NULL,
    accepted_by VARCHAR NOT NULL,
    CHECK (coalesce(text_fi, text_sv, text_en) IS NOT NULL),
    CHECK ((kind = 'accepted') = (until IS NOT NULL)),
    CHECK ((kind = 'accepted') = (decided IS NOT NULL)),
    CHECK (decided <= until)
);
COMMENT ON TABLE statement IS
    'Beside a status and never changing it: the owner''s comment, or a deviation that a body has accepted until a day.';
COMMENT ON COLUMN statement.day IS 'The day on which it became known; the newest comment by a day is shown.';
COMMENT ON COLUMN statement.role IS 'Who says it, as an office and not as a person.';
COMMENT ON COLUMN statement.text_fi IS 'The comment, or the reason; in the languages that it has, at least one.';
COMMENT ON COLUMN statement.until IS 'The last day of an accepted deviation, included.';
COMMENT ON COLUMN statement.decided IS 'The day of the decision, from which the deviation is accepted.';
COMMENT ON COLUMN statement.body_fi IS 'The body that decided.';
COMMENT ON COLUMN statement.paragraph IS 'The paragraph of the minutes.';

CREATE TABLE meeting (
    id        VARCHAR PRIMARY KEY,
    seq       INTEGER NOT NULL UNIQUE,
    day       DATE NOT NULL,
    known     DATE NOT NULL,
    example   BOOLEAN NOT NULL,
    follows   VARCHAR,
    agenda    VARCHAR NOT NULL,
    sealed    VARCHAR,
    cancelled DATE,
    reason_fi VARCHAR,
    reason_sv VARCHAR,
    reason_en VARCHAR,
    CHECK (known <= day),
    CHECK (follows <> id),
    CHECK (cancelled IS NOT NULL OR coalesce(reason_fi, reason_sv, reason_en) IS NULL)
);
COMMENT ON TABLE meeting IS 'A meeting that is shown on a wall and printed, in the order of the days.';
COMMENT ON COLUMN meeting.known IS 'Its figures are judged on this day and shown as they were known on it.';
COMMENT ON COLUMN meeting.example IS 'It shows what a meeting looks like; none was held or called.';
COMMENT ON COLUMN meeting.follows IS 'The meeting that it takes further, or takes the place of.';
COMMENT ON COLUMN meeting.agenda IS 'Its title, body and agenda with decisions (JSON), in the languages that they have.';
COMMENT ON COLUMN meeting.sealed IS
    'All that its screens show, as it was sealed, with where it came from and a hash (JSON); NULL: a draft.';
COMMENT ON COLUMN meeting.cancelled IS 'The day on which it was cancelled; the reason stands beside it, where anybody says.';

CREATE TABLE erasure (
    seq       INTEGER PRIMARY KEY,
    measure   VARCHAR NOT NULL REFERENCES measure (id),
    area      VARCHAR NOT NULL REFERENCES area (id),
    period    VARCHAR NOT NULL,
    day       DATE NOT NULL,
    reason    VARCHAR NOT NULL,
    erased_by VARCHAR NOT NULL,
    breakdown VARCHAR NOT NULL,
    figures   INTEGER NOT NULL CHECK (figures > 0)
);
COMMENT ON TABLE erasure IS 'The mark of a figure that was erased as the law requires; the figure itself is gone.';
COMMENT ON COLUMN erasure.figures IS 'How many rows of the history went.';

CREATE TYPE frequency AS ENUM ('month', 'quarter', 'half_year', 'year', 'school_year', 'years', 'range');
CREATE TYPE missing AS ENUM (
    'not_yet_published', 'not_collected', 'not_submitted', 'hidden_few', 'cannot_exist', 'publication_stopped',
    'withdrawn');
CREATE TYPE quality AS ENUM ('final', 'preliminary', 'estimate', 'budget', 'bound');
CREATE TYPE confidence AS ENUM ('high', 'medium', 'low');
CREATE TYPE known_basis AS ENUM ('stated', 'rule', 'unknown');

-- Rows are only ever added. One key (measure, area, period, breakdown) has one row per day on which something became
-- known of it; the row with the latest `known` is valid. There is no primary key, for `known` may be NULL: the build
-- refuses doubled rows itself. There are no foreign keys either: over millions of rows they cost more than all other
-- work. The build looks each id up in its table when it reads the file back.
CREATE TABLE observation (
    measure     VARCHAR NOT NULL,
    area        VARCHAR NOT NULL,
    period      VARCHAR NOT NULL,
    first_day   DATE NOT NULL,
    last_day    DATE NOT NULL,
    frequency   frequency NOT NULL,
    breakdown   VARCHAR NOT NULL,
    value       DOUBLE,
    missing     missing,
    quality     quality NOT NULL,
    confidence  confidence NOT NULL,
    known       DATE,
    known_basis known_basis NOT NULL,
    source      VARCHAR NOT NULL,
    note        VARCHAR,
    n           INTEGER CHECK (n >= 0),
    day         DATE,
    origin_at   VARCHAR NOT NULL,
    origin_row  INTEGER CHECK (origin_row > 1),
    origin      VARCHAR GENERATED ALWAYS AS (origin_at || coalesce(origin_row::VARCHAR, '')) VIRTUAL,
    accepted_by VARCHAR NOT NULL,
    comparable  BOOLEAN NOT NULL,
    secondary   BOOLEAN NOT NULL,
    low         DOUBLE,
    high        DOUBLE,
    CHECK (first_day <= last_day),
    CHECK ((value IS NULL) = (missing IS NOT NULL OR quality = 'bound')),
    CHECK ((quality = 'bound') = (low IS NOT NULL OR high IS NOT NULL)),
    CHECK (quality <> 'bound' OR missing IS NULL),
    CHECK (low <= high),
    CHECK ((known IS NULL) = (known_basis = 'unknown'))
);
COMMENT ON TABLE observation IS
    'One figure, or the reason why there is none, as it became known on a day. Derived series included.';
COMMENT ON COLUMN observation.first_day IS 'The first day of the period; last_day and frequency likewise follow from it.';
COMMENT ON COLUMN observation.breakdown IS 'A breakdown.id, or '''' for the whole; checked by the build.';
COMMENT ON COLUMN observation.known IS 'The day it was public; a derived row has the latest of its inputs.';
COMMENT ON COLUMN observation.known_basis IS '`stated` by the source, by the publisher''s `rule`, or `unknown`.';
COMMENT ON COLUMN observation.n IS 'How many answers or cases stand behind the value; for a rank, the number compared.';
COMMENT ON COLUMN observation.origin IS 'The kept file and the place in it; empty where the row was typed in.';
COMMENT ON COLUMN observation.origin_row IS 'The line of a large file that is kept whole; origin_at is then its column.';
COMMENT ON COLUMN observation.day IS 'The day a survey was made: the value stands at that day, not at the period''s end.';
COMMENT ON COLUMN observation.comparable IS 'False where the note says so, or where an input of a derived row is not.';
COMMENT ON COLUMN observation.low IS 'Quality `bound`: the figure is at least this; value is then NULL. Limits are included.';
COMMENT ON COLUMN observation.high IS 'Quality `bound`: the figure is at most this.';
COMMENT ON COLUMN observation.secondary IS 'The source is not the publisher''s own.';

-- How it stands ----------------------------------------------------------------------------------------------------

CREATE TABLE status_span (
    measure    VARCHAR NOT NULL REFERENCES measure (id),
    target     INTEGER NOT NULL CHECK (target >= 0),
    known      DATE NOT NULL,
    first_day  DATE NOT NULL,
    last_day   DATE NOT NULL,
    status     VARCHAR NOT NULL,
    unreported BOOLEAN NOT NULL,
    figures    VARCHAR NOT NULL CHECK (figures IN ('none', 'baseline', 'more')),
    CHECK (first_day <= last_day)
);
COMMENT ON TABLE status_span IS
    'From which day to which a measure has a status under a target, as the rules judge it; both days are included.';
COMMENT ON COLUMN status_span.target IS 'target.seq; 0 where nothing of the measure is to be judged.';
COMMENT ON COLUMN status_span.known IS
    'It holds by what was known on this day or any later one; 0001-01-01 where all of it was always known.';
COMMENT ON COLUMN status_span.first_day IS '0001-01-01 where it was never otherwise.';
COMMENT ON COLUMN status_span.unreported IS 'Nobody has reported a stage whose day is past, though another stage was.';
COMMENT ON COLUMN status_span.figures IS 'What figures there are by the day: `none`, the `baseline` alone, or `more`.';

-- What sectors are asked for ---------------------------------------------------------------------------------------

CREATE TABLE workbook (
    sector  VARCHAR NOT NULL REFERENCES sector (id),
    lang    VARCHAR NOT NULL CHECK (lang IN ('fi', 'sv', 'en')),
    day     DATE NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (sector, lang)
);
COMMENT ON TABLE workbook IS
    'The workbook (XLSX) that a sector fills in and sends, a file per language. It holds nothing that other tables lack.';
COMMENT ON COLUMN workbook.day IS
    'The day of the newest knowledge in this release, which the workbook is of; it asks up to the end of the next year.';

-- The file itself -------------------------------------------------------------------------------------------------

CREATE TABLE release (
    tables_sha256 VARCHAR NOT NULL,
    built         TIMESTAMP NOT NULL,
    rules         VARCHAR NOT NULL
);
COMMENT ON TABLE release IS 'One row: the hash of all other tables, and when this file was built (UTC; not in the hash).';
COMMENT ON COLUMN release.rules IS
    'The sha256 of the code of the rules that made status_span. Who has other rules judges again.';

-- What analysts want ----------------------------------------------------------------------------------------------

CREATE VIEW observation_current AS
SELECT measure, area, period, first_day, last_day, frequency, breakdown, value, missing, quality, confidence, known,
       known_basis, source, note, n, day, origin, accepted_by, comparable, secondary
FROM (
    SELECT *, row_number() OVER (
        PARTITION BY measure, area, period, breakdown ORDER BY known DESC NULLS LAST
    ) AS recency
    FROM observation
) AS dated
WHERE recency = 1;
COMMENT ON VIEW observation_current IS 'The one valid row per measure, area, period and breakdown, as known today.';

CREATE VIEW series AS
SELECT o.measure, m.name_fi, m.name_sv, m.name_en, o.area, a.name_fi AS area_fi, a.name_sv AS area_sv,
       o.period, o.frequency, o.last_day, o.value, u.text_en AS unit, o.quality, o.comparable, o.secondary,
       s.title AS source_title, s.publisher, s.licence
FROM observation_current AS o
JOIN measure AS m ON m.id = o.measure
JOIN area AS a ON a.id = o.area
JOIN source AS s ON s.id = o.source
LEFT JOIN unit AS u ON u.id = m.unit
WHERE o.breakdown = '' AND o.value IS NOT NULL;
COMMENT ON VIEW series IS 'Valid values of the whole, with names, unit and source: ready to chart.';

CREATE VIEW revision AS
SELECT later.measure, later.area, later.period, later.breakdown, earlier.value AS value_before,
       later.value AS value_after, earlier.known AS known_before, later.known AS known_after,
       earlier.source AS source_before, later.source AS source_after
FROM observation AS later
JOIN observation AS earlier
  ON earlier.measure = later.measure AND earlier.area = later.area AND earlier.period = later.period
 AND earlier.breakdown = later.breakdown
WHERE (earlier.known IS NULL AND later.known IS NOT NULL OR earlier.known < later.known)
  AND NOT EXISTS (
    SELECT 1 FROM observation AS between_them
    WHERE between_them.measure = later.measure AND between_them.area = later.area
      AND between_them.period = later.period AND between_them.breakdown = later.breakdown
      AND between_them.known < later.known
      AND (earlier.known IS NULL OR between_them.known > earlier.known)
  );
COMMENT ON VIEW revision IS 'Each correction of a figure: the row before it beside the row that replaced it.';
