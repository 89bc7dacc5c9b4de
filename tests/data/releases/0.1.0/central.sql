-- SPDX-License-Identifier: GPL-3.0-or-later
-- central.db as version 0.1.0 wrote it (sqlite3 .dump); the figures that the programs gave of it then are beside it.
PRAGMA application_id = 1262571587;
PRAGMA user_version = 0;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE receiver_meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO receiver_meta VALUES('receiver_id','6b9e2540-bf7d-4b19-b403-d110f7c940b7');
INSERT INTO receiver_meta VALUES('schema_version','1');
CREATE TABLE library(library_id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, tz TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO library VALUES(1,'18-0142','Europe/Samara');
CREATE TABLE library_period(library_id INTEGER NOT NULL REFERENCES library, valid_from TEXT NOT NULL,   
  name TEXT NOT NULL, district TEXT NOT NULL, rural INTEGER NOT NULL CHECK(rural IN (0,1)), PRIMARY KEY(library_id, valid_from)) STRICT, WITHOUT ROWID;
INSERT INTO library_period VALUES(1,'2026-11-01','Библиотека','Район',1);
CREATE TABLE terminal(library_id INTEGER NOT NULL REFERENCES library, terminal_id INTEGER NOT NULL CHECK(terminal_id > 0),
  code TEXT NOT NULL, retired_on TEXT, PRIMARY KEY(library_id, terminal_id), UNIQUE(library_id, code)) STRICT, WITHOUT ROWID;
INSERT INTO terminal VALUES(1,1,'PC-1',NULL);
CREATE TABLE install(install_id TEXT PRIMARY KEY, library_id INTEGER NOT NULL, terminal_id INTEGER NOT NULL,
  token_sha256 TEXT NOT NULL UNIQUE, machine_hash TEXT, status TEXT NOT NULL CHECK(status IN ('active','revoked')),
  predecessor TEXT, enrolled_ms INTEGER NOT NULL, FOREIGN KEY(library_id, terminal_id) REFERENCES terminal) STRICT, WITHOUT ROWID;
INSERT INTO install VALUES('ccf7c2f1-41d3-465f-b23f-8c004cc5906a',1,1,'ef420ecd82cda099817892ce80268fd21d35a222fb0593cbaa4fd86b1299ce53','9936e65021535afc216a20d831f514f92da86bf77fb2478fb8e0d5b2e42ce221','active','f2f234e1-792e-4742-8188-14aebbedde53',1795796596667);
INSERT INTO install VALUES('f2f234e1-792e-4742-8188-14aebbedde53',1,1,'2f0f8d92d972ffcba6cdf3e10c39cd2372c682ea7b3f5759b15e7f26fddca54e',NULL,'revoked',NULL,1795796596667);
CREATE TABLE enroll_code(code_sha256 TEXT PRIMARY KEY, library_id INTEGER NOT NULL, terminal_id INTEGER NOT NULL, expires_ms INTEGER NOT NULL, install_id TEXT, used_ms INTEGER) STRICT, WITHOUT ROWID;
INSERT INTO enroll_code VALUES('c2b1996b91864d2b5d5c60357f9a68f445a09c326c64a732ceadecaefe8af479',1,1,1797006196320,'ccf7c2f1-41d3-465f-b23f-8c004cc5906a',1795796596667);
CREATE TABLE counter_title(key TEXT NOT NULL, valid_from TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY(key, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE day_report(library_id INTEGER NOT NULL, stream_id TEXT NOT NULL, day TEXT NOT NULL, terminal_id INTEGER NOT NULL,
  install_id TEXT NOT NULL, revision INTEGER NOT NULL CHECK(revision > 0), digest TEXT NOT NULL, counts TEXT NOT NULL,
  software TEXT NOT NULL, received_ms INTEGER NOT NULL, PRIMARY KEY(library_id, stream_id, day)) STRICT, WITHOUT ROWID;
INSERT INTO day_report VALUES(1,'101bebe8-e442-4ba8-b832-d02b4358ec16','2026-01-30',1,'f2f234e1-792e-4742-8188-14aebbedde53',13,'sha256:1ba9c3d09f4b28e52d5ad024843bae88110783f61adfdd0b1edec47b8bc7897d','{"_on":1,"s1":2,"s3":3,"s5":1,"users":3}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'14c65b23-9057-43a8-abe7-1144c647fbc4','2026-01-29',1,'f2f234e1-792e-4742-8188-14aebbedde53',8,'sha256:3cb2c029d9b124ff808622dfb9e9634939f41fa47ddfd4c49bad4534dd08fc8c','{"_on":1,"pages":2,"s3":3,"s5":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'2e06ab89-4587-462e-a829-3b4d73ae296e','2026-02-12',1,'f2f234e1-792e-4742-8188-14aebbedde53',4,'sha256:c8722e26ed2c3b1cbb6623b0afdfaeada04ddecf0f6078c43537e7ede9876fa2','{"_on":1,"assisted":1,"s3":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'482407ba-63ae-4cf2-b148-6cb4bd1a120f','2026-01-13',1,'f2f234e1-792e-4742-8188-14aebbedde53',8,'sha256:711c921bb18898e83794c71ae6391893e2b418b6fc640fa8e4e854c79dc119d6','{"_on":1,"assisted":1,"s1":1,"s3":1,"s5":1,"users":2}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'49af7536-7018-4696-acd4-ee1764042782','2026-02-09',1,'f2f234e1-792e-4742-8188-14aebbedde53',9,'sha256:dbaed069e5fa7957ff9786d796b21ef447d3ffde49d915b94037693d924c1aeb','{"_on":1,"assisted":2,"s1":1,"s3":2,"s5":1,"users":2}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'5e178c33-a524-44cc-b309-f10d4d8b346d','2026-02-07',1,'f2f234e1-792e-4742-8188-14aebbedde53',4,'sha256:e645f44bd6dd97ed99d8992f4baf50d693e7cf24a739100849862a0e5e0271bf','{"_on":1,"pages":1,"s4":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'7351a8e7-f194-46bf-8c14-cc9bf933156a','2026-02-03',1,'f2f234e1-792e-4742-8188-14aebbedde53',11,'sha256:3933baf348400b174295521cd25798a3aa6eb972fa8ba5b83d5d708e24458188','{"_on":1,"s3":2,"s6":2,"users":2}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'7708105f-b933-4e9f-a21f-360401107825','2026-02-10',1,'f2f234e1-792e-4742-8188-14aebbedde53',14,'sha256:07eeedaa85081439306fd49d5b4a231d5b0fb6c69956e449271a8d7614f67937','{"_on":1,"assisted":1,"lang_en":1,"pages":10,"s1":1,"s3":1,"s4":3,"s5":1,"users":3}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'7c9d9708-2eaa-4dac-bb4d-85393608409f','2026-01-23',1,'f2f234e1-792e-4742-8188-14aebbedde53',5,'sha256:db81957ff23d6f8f1da3c3aabd500facc7a424b99ca46d6346fb92e001d1b1a7','{"_on":1,"lang_udm":1,"s3":2,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'7f156550-4b90-4ab1-a987-0292be2a6c91','2026-01-17',1,'f2f234e1-792e-4742-8188-14aebbedde53',1,'sha256:ab6c6186ffad7dcb38f58ecb9c87975a3697aa06fb5ee1766edb4efab4531ab5','{"_on":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'81400ad1-7905-4d2f-bff2-72aae24e8853','2026-02-04',1,'f2f234e1-792e-4742-8188-14aebbedde53',10,'sha256:66297a7b200cd24ffe36fb859cf8e302237a5fad3cb48dc9540a987a59e1a0b1','{"_on":1,"assisted":1,"lang_udm":1,"s1":1,"s3":2,"s5":1,"s6":1,"users":2}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'9525c471-af40-4365-8e01-5c8cc48380af','2026-01-12',1,'f2f234e1-792e-4742-8188-14aebbedde53',14,'sha256:50c9a5ecb84def10bb697991e75b4fbdfc9091b6f43c954d0ebe233dff5e3b4c','{"_on":1,"assisted":2,"lang_udm":1,"s3":3,"s5":2,"users":4}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'9e311759-4e3f-4030-a483-e629d558712e','2026-01-15',1,'f2f234e1-792e-4742-8188-14aebbedde53',23,'sha256:261d5ee6c4535714a283929f9aa79f15c53ed6991d0dd51d6577482512b21ec9','{"_on":1,"assisted":2,"lang_udm":1,"pages":3,"s1":5,"s3":3,"s5":3,"users":5}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'aa997dd5-9d57-422c-b032-75f13cee0f2e','2026-02-11',1,'f2f234e1-792e-4742-8188-14aebbedde53',11,'sha256:634032c17008687c4cc527023048eb40520842ac1f15b7d7c2005bef24a4263b','{"_on":1,"assisted":2,"s1":1,"s3":3,"s5":1,"s6":1,"users":2}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'b2775ab7-75a0-4954-888d-136af3531f69','2026-02-14',1,'f2f234e1-792e-4742-8188-14aebbedde53',13,'sha256:7a403d61376012d77a5e703fbcffe21a1aa28d3c849e0e48216d8d614ec2d32f','{"_on":1,"assisted":1,"pages":3,"s1":1,"s3":2,"s4":2,"s5":1,"users":3}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'b835c8df-f33a-48f8-a464-ca51a1232f3e','2026-01-28',1,'f2f234e1-792e-4742-8188-14aebbedde53',16,'sha256:80aaeac208549d061d28fcf084ec1896900b8962bd0e555b0671429024687950','{"_on":1,"assisted":2,"pages":2,"s3":4,"s4":1,"s5":1,"users":4}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'bbfd98aa-4776-4be1-aed2-57a8744c4b45','2026-01-21',1,'f2f234e1-792e-4742-8188-14aebbedde53',5,'sha256:6419516447d4f9bc5b8b015c0d80a7482b02cd9dc4394d4baf6a84a2e957b1b6','{"_on":1,"pages":1,"s4":1,"s5":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'bdc64a59-e9bb-47d0-9e35-ac0a074ae4c0','2026-01-16',1,'f2f234e1-792e-4742-8188-14aebbedde53',4,'sha256:b4fb446042f1822f2ae756792a94f6ef2e376894d0fbf77cf15f3df93acdb695','{"_on":1,"s3":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'bf24791a-c808-4fab-b8d5-8685c53f94ab','2026-01-10',1,'f2f234e1-792e-4742-8188-14aebbedde53',6,'sha256:0cef497f9943012257d39dec6b435ac95abeb24bd37d2c2c14d1550f2053805a','{"_on":1,"assisted":1,"s1":1,"s3":2,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'c2612334-96f5-4b9f-98d0-db6125ddc6e7','2026-01-22',1,'f2f234e1-792e-4742-8188-14aebbedde53',7,'sha256:0569227c9707dae81276694e7eacb1124cabb7716630b0c87306938dbdec1e09','{"_on":1,"assisted":1,"s2":1,"s5":1,"users":2}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'cb6551ba-cb18-4431-9f21-243ef132ecd3','2026-01-24',1,'f2f234e1-792e-4742-8188-14aebbedde53',1,'sha256:ab6c6186ffad7dcb38f58ecb9c87975a3697aa06fb5ee1766edb4efab4531ab5','{"_on":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'cfe8f7d1-fefa-421a-b79c-b14b83f6d3c7','2026-01-26',1,'f2f234e1-792e-4742-8188-14aebbedde53',5,'sha256:af4ad08424efb2d7fc74058c671272879ba7f0a3816ac78d16aa9e4029d3ef86','{"_on":1,"assisted":1,"s1":1,"s3":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'dc2986da-4179-417c-9301-0b3d3ceebfc6','2026-02-06',1,'f2f234e1-792e-4742-8188-14aebbedde53',4,'sha256:6f3fa443ca3f2610a80ba5cd583b729e60d11b28503a0c0d3cffe601541c2f3c','{"_on":1,"assisted":1,"pages":2,"s4":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'dd855fc3-c58e-480a-bc9b-e1aa5d1e90b4','2026-01-14',1,'f2f234e1-792e-4742-8188-14aebbedde53',14,'sha256:11455e3cd2c6b3b8348ff89cfb6513188e7ef8c59c8190da78b648bbe51e56f1','{"_on":1,"assisted":1,"lang_udm":1,"s3":4,"s5":1,"s6":2,"users":3}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'ddd658d1-23c0-481f-8276-60ab11f1befe','2026-01-20',1,'f2f234e1-792e-4742-8188-14aebbedde53',10,'sha256:5674228de0299ccdeb7195c62211f3b75e294af236fed9f89259f1a8c6ecf09a','{"_on":1,"s1":1,"s3":3,"s5":1,"users":2}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'e24f1791-3c19-4a64-9e6d-2ff63153f59a','2026-02-05',1,'f2f234e1-792e-4742-8188-14aebbedde53',5,'sha256:c1d08f07dfeef244b45cf36d6d71bc1675b482fbc9edf7e55b59da470fd073c2','{"_on":1,"pages":2,"s3":1,"s4":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'ebee6028-12a7-430e-8db8-47a2fccd2c69','2026-02-13',1,'f2f234e1-792e-4742-8188-14aebbedde53',7,'sha256:d86e0ea4dacea021a03c2c7e6ef3bf38f0f7c57bf6a1eb17bb56770db8e985fd','{"_on":1,"assisted":1,"s3":2,"s5":1,"s6":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'f0873699-de40-4445-9b7b-1b38fee79626','2026-01-27',1,'f2f234e1-792e-4742-8188-14aebbedde53',4,'sha256:0354cc46f707727fbbbadd5ea1fa23c34e765949e57435451024af703e7b863e','{"_on":1,"assisted":1,"s1":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'f16ee067-1bf6-4325-b58b-6e6da62362c5','2026-02-02',1,'f2f234e1-792e-4742-8188-14aebbedde53',1,'sha256:ab6c6186ffad7dcb38f58ecb9c87975a3697aa06fb5ee1766edb4efab4531ab5','{"_on":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'fdef4e39-f8b1-4722-ae43-c49ef49d1f29','2026-01-19',1,'f2f234e1-792e-4742-8188-14aebbedde53',6,'sha256:d09dd3c94b4060b926e5b0cea2084e087c91cb12b059d7445ad088af09839d32','{"_on":1,"lang_udm":1,"pages":2,"s3":1,"s4":1,"s5":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'ff074d42-b7f2-4a7b-8e89-0b9a8d083906','2026-01-31',1,'f2f234e1-792e-4742-8188-14aebbedde53',7,'sha256:f169f55dadfcb9a25d3098b300461181428dc0630a9642942bed9ba9391b0059','{"_on":1,"pages":1,"s3":3,"s4":1,"users":1}','0.1.0',1795796596704);
INSERT INTO day_report VALUES(1,'ff256708-42b5-4f78-b028-46c5a0294c4f','2026-01-09',1,'f2f234e1-792e-4742-8188-14aebbedde53',11,'sha256:40e161a23b99eade87f152bf7749c48924c0184a712a79bab35f9d182adf2101','{"_on":1,"assisted":1,"lang_udm":1,"s1":2,"s3":1,"s5":3,"users":2}','0.1.0',1795796596704);
CREATE TABLE day_report_log(library_id INTEGER NOT NULL, stream_id TEXT NOT NULL, day TEXT NOT NULL, revision INTEGER NOT NULL,
  digest TEXT NOT NULL, counts TEXT NOT NULL, install_id TEXT NOT NULL, received_ms INTEGER NOT NULL,
  PRIMARY KEY(library_id, stream_id, day, revision, digest)) STRICT, WITHOUT ROWID;
INSERT INTO day_report_log VALUES(1,'101bebe8-e442-4ba8-b832-d02b4358ec16','2026-01-30',13,'sha256:1ba9c3d09f4b28e52d5ad024843bae88110783f61adfdd0b1edec47b8bc7897d','{"_on":1,"s1":2,"s3":3,"s5":1,"users":3}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'14c65b23-9057-43a8-abe7-1144c647fbc4','2026-01-29',8,'sha256:3cb2c029d9b124ff808622dfb9e9634939f41fa47ddfd4c49bad4534dd08fc8c','{"_on":1,"pages":2,"s3":3,"s5":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'2e06ab89-4587-462e-a829-3b4d73ae296e','2026-02-12',4,'sha256:c8722e26ed2c3b1cbb6623b0afdfaeada04ddecf0f6078c43537e7ede9876fa2','{"_on":1,"assisted":1,"s3":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'482407ba-63ae-4cf2-b148-6cb4bd1a120f','2026-01-13',8,'sha256:711c921bb18898e83794c71ae6391893e2b418b6fc640fa8e4e854c79dc119d6','{"_on":1,"assisted":1,"s1":1,"s3":1,"s5":1,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'49af7536-7018-4696-acd4-ee1764042782','2026-02-09',9,'sha256:dbaed069e5fa7957ff9786d796b21ef447d3ffde49d915b94037693d924c1aeb','{"_on":1,"assisted":2,"s1":1,"s3":2,"s5":1,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'5e178c33-a524-44cc-b309-f10d4d8b346d','2026-02-07',4,'sha256:e645f44bd6dd97ed99d8992f4baf50d693e7cf24a739100849862a0e5e0271bf','{"_on":1,"pages":1,"s4":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'7351a8e7-f194-46bf-8c14-cc9bf933156a','2026-02-03',11,'sha256:3933baf348400b174295521cd25798a3aa6eb972fa8ba5b83d5d708e24458188','{"_on":1,"s3":2,"s6":2,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'7708105f-b933-4e9f-a21f-360401107825','2026-02-10',14,'sha256:07eeedaa85081439306fd49d5b4a231d5b0fb6c69956e449271a8d7614f67937','{"_on":1,"assisted":1,"lang_en":1,"pages":10,"s1":1,"s3":1,"s4":3,"s5":1,"users":3}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'7c9d9708-2eaa-4dac-bb4d-85393608409f','2026-01-23',5,'sha256:db81957ff23d6f8f1da3c3aabd500facc7a424b99ca46d6346fb92e001d1b1a7','{"_on":1,"lang_udm":1,"s3":2,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'7f156550-4b90-4ab1-a987-0292be2a6c91','2026-01-17',1,'sha256:ab6c6186ffad7dcb38f58ecb9c87975a3697aa06fb5ee1766edb4efab4531ab5','{"_on":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'81400ad1-7905-4d2f-bff2-72aae24e8853','2026-02-04',10,'sha256:66297a7b200cd24ffe36fb859cf8e302237a5fad3cb48dc9540a987a59e1a0b1','{"_on":1,"assisted":1,"lang_udm":1,"s1":1,"s3":2,"s5":1,"s6":1,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'9525c471-af40-4365-8e01-5c8cc48380af','2026-01-12',14,'sha256:50c9a5ecb84def10bb697991e75b4fbdfc9091b6f43c954d0ebe233dff5e3b4c','{"_on":1,"assisted":2,"lang_udm":1,"s3":3,"s5":2,"users":4}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'9e311759-4e3f-4030-a483-e629d558712e','2026-01-15',23,'sha256:261d5ee6c4535714a283929f9aa79f15c53ed6991d0dd51d6577482512b21ec9','{"_on":1,"assisted":2,"lang_udm":1,"pages":3,"s1":5,"s3":3,"s5":3,"users":5}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'aa997dd5-9d57-422c-b032-75f13cee0f2e','2026-02-11',11,'sha256:634032c17008687c4cc527023048eb40520842ac1f15b7d7c2005bef24a4263b','{"_on":1,"assisted":2,"s1":1,"s3":3,"s5":1,"s6":1,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'b2775ab7-75a0-4954-888d-136af3531f69','2026-02-14',13,'sha256:7a403d61376012d77a5e703fbcffe21a1aa28d3c849e0e48216d8d614ec2d32f','{"_on":1,"assisted":1,"pages":3,"s1":1,"s3":2,"s4":2,"s5":1,"users":3}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'b835c8df-f33a-48f8-a464-ca51a1232f3e','2026-01-28',16,'sha256:80aaeac208549d061d28fcf084ec1896900b8962bd0e555b0671429024687950','{"_on":1,"assisted":2,"pages":2,"s3":4,"s4":1,"s5":1,"users":4}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'bbfd98aa-4776-4be1-aed2-57a8744c4b45','2026-01-21',5,'sha256:6419516447d4f9bc5b8b015c0d80a7482b02cd9dc4394d4baf6a84a2e957b1b6','{"_on":1,"pages":1,"s4":1,"s5":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'bdc64a59-e9bb-47d0-9e35-ac0a074ae4c0','2026-01-16',4,'sha256:b4fb446042f1822f2ae756792a94f6ef2e376894d0fbf77cf15f3df93acdb695','{"_on":1,"s3":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'bf24791a-c808-4fab-b8d5-8685c53f94ab','2026-01-10',6,'sha256:0cef497f9943012257d39dec6b435ac95abeb24bd37d2c2c14d1550f2053805a','{"_on":1,"assisted":1,"s1":1,"s3":2,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'c2612334-96f5-4b9f-98d0-db6125ddc6e7','2026-01-22',7,'sha256:0569227c9707dae81276694e7eacb1124cabb7716630b0c87306938dbdec1e09','{"_on":1,"assisted":1,"s2":1,"s5":1,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'cb6551ba-cb18-4431-9f21-243ef132ecd3','2026-01-24',1,'sha256:ab6c6186ffad7dcb38f58ecb9c87975a3697aa06fb5ee1766edb4efab4531ab5','{"_on":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'cfe8f7d1-fefa-421a-b79c-b14b83f6d3c7','2026-01-26',5,'sha256:af4ad08424efb2d7fc74058c671272879ba7f0a3816ac78d16aa9e4029d3ef86','{"_on":1,"assisted":1,"s1":1,"s3":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'dc2986da-4179-417c-9301-0b3d3ceebfc6','2026-02-06',4,'sha256:6f3fa443ca3f2610a80ba5cd583b729e60d11b28503a0c0d3cffe601541c2f3c','{"_on":1,"assisted":1,"pages":2,"s4":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'dd855fc3-c58e-480a-bc9b-e1aa5d1e90b4','2026-01-14',14,'sha256:11455e3cd2c6b3b8348ff89cfb6513188e7ef8c59c8190da78b648bbe51e56f1','{"_on":1,"assisted":1,"lang_udm":1,"s3":4,"s5":1,"s6":2,"users":3}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'ddd658d1-23c0-481f-8276-60ab11f1befe','2026-01-20',10,'sha256:5674228de0299ccdeb7195c62211f3b75e294af236fed9f89259f1a8c6ecf09a','{"_on":1,"s1":1,"s3":3,"s5":1,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'e24f1791-3c19-4a64-9e6d-2ff63153f59a','2026-02-05',5,'sha256:c1d08f07dfeef244b45cf36d6d71bc1675b482fbc9edf7e55b59da470fd073c2','{"_on":1,"pages":2,"s3":1,"s4":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'ebee6028-12a7-430e-8db8-47a2fccd2c69','2026-02-13',7,'sha256:d86e0ea4dacea021a03c2c7e6ef3bf38f0f7c57bf6a1eb17bb56770db8e985fd','{"_on":1,"assisted":1,"s3":2,"s5":1,"s6":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'f0873699-de40-4445-9b7b-1b38fee79626','2026-01-27',4,'sha256:0354cc46f707727fbbbadd5ea1fa23c34e765949e57435451024af703e7b863e','{"_on":1,"assisted":1,"s1":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'f16ee067-1bf6-4325-b58b-6e6da62362c5','2026-02-02',1,'sha256:ab6c6186ffad7dcb38f58ecb9c87975a3697aa06fb5ee1766edb4efab4531ab5','{"_on":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'fdef4e39-f8b1-4722-ae43-c49ef49d1f29','2026-01-19',6,'sha256:d09dd3c94b4060b926e5b0cea2084e087c91cb12b059d7445ad088af09839d32','{"_on":1,"lang_udm":1,"pages":2,"s3":1,"s4":1,"s5":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'ff074d42-b7f2-4a7b-8e89-0b9a8d083906','2026-01-31',7,'sha256:f169f55dadfcb9a25d3098b300461181428dc0630a9642942bed9ba9391b0059','{"_on":1,"pages":1,"s3":3,"s4":1,"users":1}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
INSERT INTO day_report_log VALUES(1,'ff256708-42b5-4f78-b028-46c5a0294c4f','2026-01-09',11,'sha256:40e161a23b99eade87f152bf7749c48924c0184a712a79bab35f9d182adf2101','{"_on":1,"assisted":1,"lang_udm":1,"s1":2,"s3":1,"s5":3,"users":2}','f2f234e1-792e-4742-8188-14aebbedde53',1795796596704);
CREATE TABLE fragment(library_id INTEGER NOT NULL, stream_id TEXT NOT NULL, seq INTEGER NOT NULL, terminal_id INTEGER NOT NULL,
  install_id TEXT NOT NULL, day TEXT NOT NULL, counts TEXT NOT NULL, received_ms INTEGER NOT NULL, PRIMARY KEY(library_id, stream_id, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE adjustment(library_id INTEGER NOT NULL, adjustment_id TEXT NOT NULL, terminal_id INTEGER NOT NULL,   
  day TEXT NOT NULL, counts TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, created_ms INTEGER NOT NULL, revoked_ms INTEGER, PRIMARY KEY(library_id, adjustment_id)) STRICT, WITHOUT ROWID;
CREATE TABLE install_seen(library_id INTEGER NOT NULL, install_id TEXT NOT NULL, accepted INTEGER NOT NULL, last_seen_ms INTEGER NOT NULL, boot_id TEXT NOT NULL, former_boot_id TEXT, clone_ms INTEGER, status TEXT NOT NULL, PRIMARY KEY(library_id, install_id)) STRICT, WITHOUT ROWID;
INSERT INTO install_seen VALUES(1,'ccf7c2f1-41d3-465f-b23f-8c004cc5906a',32,1795796596704,'fd3a5f64-743d-4dea-8c4b-2489b41ee701',NULL,NULL,'{"clock_synced":false,"damaged_streams":0,"disk_free_mb":76461,"last_reason":null,"oldest_pending":"2026-01-09","pending_days":32,"pending_fragments":0,"quick_check":"ok","sent_at":"2026-11-27T16:23:16Z","state":"failing","warnings":[]}');
CREATE TABLE dirty_month(library_id INTEGER NOT NULL, month TEXT NOT NULL, touched_ms INTEGER NOT NULL, PRIMARY KEY(library_id, month)) STRICT, WITHOUT ROWID;
INSERT INTO dirty_month VALUES(1,'2026-01-01',1795796596704);
INSERT INTO dirty_month VALUES(1,'2026-02-01',1795796596704);
CREATE TABLE month_count(library_id INTEGER NOT NULL, terminal_id INTEGER NOT NULL, month TEXT NOT NULL, key TEXT NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY(library_id, terminal_id, month, key)) STRICT, WITHOUT ROWID;
CREATE TABLE past_total(year TEXT NOT NULL, rural INTEGER NOT NULL CHECK(rural IN (0,1)), key TEXT NOT NULL, value INTEGER NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY(year, rural, key)) STRICT, WITHOUT ROWID;
CREATE INDEX day_report_day ON day_report(library_id, day);
CREATE INDEX day_report_stream ON day_report(stream_id);
CREATE INDEX month_count_key ON month_count(key, month, library_id, terminal_id, value);
CREATE VIEW library_span AS SELECT library_id, name, district, rural, CASE WHEN lag(valid_from) OVER w IS NULL THEN CAST('0001-01-01' AS TEXT) ELSE valid_from END AS first_month,
  coalesce(lead(valid_from) OVER w, CAST('9999-01-01' AS TEXT)) AS end_month FROM library_period WINDOW w AS (PARTITION BY library_id ORDER BY valid_from);
CREATE VIEW day_key AS SELECT d.library_id, d.terminal_id, d.day, c.key, sum(CAST(c.value AS INTEGER)) AS n FROM (SELECT library_id, terminal_id, day, counts FROM day_report
    UNION ALL SELECT f.library_id, f.terminal_id, f.day, f.counts FROM fragment f LEFT JOIN day_report r
      ON r.library_id = f.library_id AND r.stream_id = f.stream_id AND r.day = f.day WHERE f.seq > coalesce(r.revision, 0)
    UNION ALL SELECT library_id, terminal_id, day, counts FROM adjustment WHERE revoked_ms IS NULL) d, json_each(d.counts) c GROUP BY d.library_id, d.terminal_id, d.day, c.key;
CREATE VIEW year_key AS SELECT substr(CAST(m.month AS TEXT), 1, 4) AS year, m.library_id, l.code, p.name, p.district, p.rural, m.key,
    sum(m.value) AS n FROM month_count m JOIN library l ON l.library_id = m.library_id LEFT JOIN library_span p
    ON p.library_id = m.library_id AND m.month >= p.first_month AND m.month < p.end_month
  GROUP BY substr(CAST(m.month AS TEXT), 1, 4), m.library_id, l.code, p.name, p.district, p.rural, m.key;
CREATE VIEW table_a AS SELECT year, sum(n) AS users, sum(CASE WHEN rural = 1 THEN n ELSE 0 END) AS rural_users FROM (SELECT year, rural, n FROM year_key WHERE key = 'users'
    UNION ALL SELECT year, rural, value FROM past_total WHERE key = 'users') x GROUP BY year;
CREATE VIEW table_b AS SELECT year, key, sum(n) AS requests FROM (
    SELECT substr(CAST(month AS TEXT), 1, 4) AS year, key, value AS n FROM month_count WHERE key IN ('s1','s2','s3','s4','s5','s6')
    UNION ALL SELECT year, key, value FROM past_total WHERE key IN ('s1','s2','s3','s4','s5','s6')) x GROUP BY year, key;
CREATE VIEW terminal_state AS SELECT l.code AS library, t.code AS terminal, t.retired_on, max(s.last_seen_ms) AS last_seen_ms, max(s.clone_ms) AS clone_ms FROM terminal t JOIN library l ON l.library_id = t.library_id
    LEFT JOIN install i ON i.library_id = t.library_id AND i.terminal_id = t.terminal_id
    LEFT JOIN install_seen s ON s.library_id = i.library_id AND s.install_id = i.install_id GROUP BY l.code, t.code, t.retired_on;
CREATE VIEW day_conflict AS SELECT library_id, stream_id, day, revision, count(*) AS versions FROM day_report_log GROUP BY library_id, stream_id, day, revision HAVING count(*) > 1;
COMMIT;
