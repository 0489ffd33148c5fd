-- Which file belongs to nobody? The sweep asks by storage key. Hash: the keys are long and only ever compared.
create index media_file on media using hash (file);
create index media_thumbnail on media using hash (thumbnail);
create index accounts_avatar on accounts using hash (avatar_media);
create index accounts_header on accounts using hash (header_media);
