-- The tables of the Discourse Network Analyzer 3.0, as far as an import reads them or they hang on what it reads.
CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS (
    ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL,
    Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0,
    Refresh INTEGER NOT NULL DEFAULT 0, FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL);
CREATE TABLE DOCUMENTS (
    ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER,
    Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '',
    Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL,
    FOREIGN KEY (Coder) REFERENCES CODERS (ID) ON DELETE CASCADE);
CREATE TABLE STATEMENTTYPES (
    ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL,
    Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0);
CREATE TABLE VARIABLES (
    ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT NOT NULL DEFAULT 'short text',
    StatementTypeId INTEGER, FOREIGN KEY (StatementTypeId) REFERENCES STATEMENTTYPES (ID) ON DELETE CASCADE,
    UNIQUE (Variable, StatementTypeId));
CREATE TABLE STATEMENTS (
    ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
    Start INTEGER NOT NULL CHECK (Start >= 0), Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER,
    CHECK (Start < Stop),
    FOREIGN KEY (StatementTypeId) REFERENCES STATEMENTTYPES (ID) ON DELETE CASCADE,
    FOREIGN KEY (Coder) REFERENCES CODERS (ID) ON DELETE CASCADE,
    FOREIGN KEY (DocumentId) REFERENCES DOCUMENTS (ID) ON DELETE CASCADE);
CREATE TABLE ENTITIES (
    ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '',
    Red INTEGER, Green INTEGER, Blue INTEGER, ChildOf INTEGER, UNIQUE (VariableId, Value),
    FOREIGN KEY (VariableId) REFERENCES VARIABLES (ID) ON DELETE CASCADE);
CREATE TABLE DATABOOLEAN (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
    Value INTEGER NOT NULL DEFAULT 1, UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
    Value INTEGER NOT NULL DEFAULT 0, UNIQUE (StatementId, VariableId));
CREATE TABLE DATASHORTTEXT (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
    Entity INTEGER NOT NULL, UNIQUE (StatementId, VariableId),
    FOREIGN KEY (Entity) REFERENCES ENTITIES (ID) ON DELETE CASCADE);
CREATE TABLE DATALONGTEXT (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
    Value TEXT DEFAULT '', UNIQUE (StatementId, VariableId));

-- All of it is invented: the river Orr, who wants what with it, and who wrote of it.
INSERT INTO SETTINGS VALUES ('version', '3.0.11');
INSERT INTO CODERS (ID, Name, Password) VALUES (1, 'Admin', ''), (2, 'Ines Marl', '');
INSERT INTO STATEMENTTYPES (ID, Label) VALUES (1, 'DNA Statement'), (2, 'Annotation');
INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES
    (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1), (3, 'concept', 'short text', 1),
    (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2);
INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Date) VALUES
    (1, 'A dam for the Orr?', '“The dam will be built”, said Reyes. Anglers object.', 1, 'T. Quill', 'The Courier', 1620950400),
    (2, 'Letters to nobody', 'We like the river as it is.', 1, '', '', 1621036799),
    (3, 'From the future', 'The dam was a mistake.', 1, '', 'The Courier', 32472144000);
INSERT INTO ENTITIES (ID, VariableId, Value) VALUES
    (1, 1, ''), (2, 1, 'Ana Reyes'), (3, 1, 'Bo Lind'), (4, 2, ''), (5, 2, 'Ministry of Works'), (6, 2, 'Anglers of the Orr'),
    (7, 3, ''), (8, 3, 'The Orr should be dammed'), (9, 3, 'Рыбу следует охранять'), (10, 2, 'MINISTRY OF WORKS');
INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES
    (1, 1, 1, 0, 23, 2), (2, 1, 1, 37, 52, 2), (3, 1, 2, 0, 27, 1), (4, 1, 1, 0, 36, 2), (5, 1, 1, 1, 10, 2), (6, 1, 1, 2, 10, 2),
    (7, 1, 1, 3, 10, 2), (8, 1, 3, 0, 22, 2), (9, 2, 1, 0, 10, 2), (10, 1, 1, 25, 52, 2);
INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES
    (1, 1, 2), (1, 2, 5), (1, 3, 8),
    (2, 1, 1), (2, 2, 6), (2, 3, 8),
    (3, 1, 3), (3, 2, 4), (3, 3, 9),
    (4, 1, 2), (4, 2, 10), (4, 3, 9),
    (5, 1, 2), (5, 2, 5), (5, 3, 7),
    (6, 1, 1), (6, 2, 4), (6, 3, 8),
    (7, 1, 2), (7, 2, 5), (7, 3, 8),
    (8, 1, 2), (8, 2, 5), (8, 3, 8),
    (10, 1, 1), (10, 2, 4), (10, 3, 7);
INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES
    (1, 4, 1), (2, 4, 0), (3, 4, 1), (4, 4, 1), (5, 4, 1), (6, 4, 0), (8, 4, 0), (10, 4, 1);
INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (9, 5, 'ask again');
