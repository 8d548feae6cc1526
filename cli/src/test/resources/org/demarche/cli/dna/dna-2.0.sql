-- The tables of the Discourse Network Analyzer 2.0, as far as an import reads them.
CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS (ID INTEGER NOT NULL PRIMARY KEY, Name TEXT, Red INTEGER, Green INTEGER, Blue INTEGER, Password TEXT);
CREATE TABLE DOCUMENTS (
    ID INTEGER NOT NULL PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Section TEXT, Notes TEXT,
    Type TEXT, Date INTEGER, FOREIGN KEY (Coder) REFERENCES CODERS (ID));
CREATE TABLE STATEMENTTYPES (ID INTEGER NOT NULL PRIMARY KEY, Label TEXT, Red INTEGER, Green INTEGER, Blue INTEGER);
CREATE TABLE VARIABLES (
    ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER, UNIQUE (Variable, StatementTypeId));
CREATE TABLE STATEMENTS (
    ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);
CREATE TABLE DATABOOLEAN (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, StatementTypeId INTEGER,
    Value INTEGER, UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, StatementTypeId INTEGER,
    Value INTEGER, UNIQUE (StatementId, VariableId));
CREATE TABLE DATASHORTTEXT (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, StatementTypeId INTEGER,
    Value TEXT, UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT (
    ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, StatementTypeId INTEGER,
    Value TEXT, UNIQUE (StatementId, VariableId));

-- Midnight of 2021-05-14 in Berlin, in milliseconds; and no date at all. Agreement is an integer here, and the concept is called otherwise.
INSERT INTO CODERS (ID, Name) VALUES (1, 'Ines Marl');
INSERT INTO STATEMENTTYPES (ID, Label) VALUES (1, 'DNA Statement');
INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES
    (1, 'Person', 'short text', 1), (2, 'Organization', 'short text', 1), (3, 'Forderung', 'long text', 1), (4, 'Agreement', 'integer', 1);
INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Source, Date) VALUES
    (1, 'A dam for the Orr?', 'The dam will be built.', 1, 'The Courier', 1620943200000), (2, 'Undated', 'No dam.', 1, 'The Courier', NULL);
INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, 1, 1, 0, 22, 1), (2, 1, 2, 0, 7, 1), (3, 1, NULL, 0, 7, 1);
INSERT INTO DATASHORTTEXT (StatementId, VariableId, StatementTypeId, Value) VALUES
    (1, 1, 1, 'Ana Reyes'), (1, 2, 1, NULL), (2, 2, 1, 'Ministry of Works'), (3, 2, 1, 'Ministry of Works');
INSERT INTO DATALONGTEXT (StatementId, VariableId, StatementTypeId, Value) VALUES
    (1, 3, 1, 'The Orr should
 be dammed'), (2, 3, 1, 'The Orr should be dammed'), (3, 3, 1, 'The Orr should be dammed');
INSERT INTO DATAINTEGER (StatementId, VariableId, StatementTypeId, Value) VALUES (1, 4, 1, 1), (2, 4, 1, 0), (3, 4, 1, 0);
