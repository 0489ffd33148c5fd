import type { Messages } from '../index.ts'

/** The operator's command line: npm run xom -- ... */
export const cli: Messages = {
  'cli.account.reset': 'The password of @{handle} is changed. Every session and app was signed out.',
  'cli.account.reset_link': 'A link to set the password anew, good once within an hour:\n{link}',
  'cli.community.imported':
    'The community @{handle} lives here now: {people} people, {threads} threads, {posts} posts, {files} files, {decisions} past decisions.',
  'cli.community.unreadable': '{detail} cannot be read.',
  'cli.community.not_one': '{file} is not the archive of a community.',
  'cli.community.newer': '{file} was made by a newer Xóm (version {detail}). Update and try again.',
  'cli.community.already': 'The posts in {file} are here already.',
  'cli.community.damaged': '{file} is damaged: {detail}. Nothing was changed.',
  'cli.site.none': '@{handle} is no site.',
  'cli.site.bad_host': '"{host}" is no host name that can be used.',
  'cli.site.host':
    'The site @{handle} is now read at {host}. A server that is running knows within a minute.',
  'cli.site.no_host': 'The site @{handle} has no host name of its own any more.',
  'cli.search.going': '{count} posts and articles so far ...',
  'cli.search.done': 'The search index is complete: {count} posts and articles.',
  'cli.help': `Usage: npm run xom -- COMMAND [--json]

  account create HANDLE --email E --password P [--role admin|moderator]   make an account
  account password HANDLE [--password P]                                  set a password, or make a reset link
  account token HANDLE [--scope "read write follow push"]                 print an access token
  account list                                                            list the accounts
  community import FILE --founder HANDLE [--handle NAME]                  bring a community of another Xóm here
  site host NAME HOST                                                     give a site a host name without waiting for the check; - takes it away
  backup FILE [--force]                                                   save everything, also while the server runs
  restore FILE                                                            restore into a network that has nobody yet
  search reindex [--resume]                                               make the search index anew; --resume: go on
  doctor                                                                  check machine, configuration and data
  help                                                                    this page

The data is in XOM_DATA (./data unless set) or DATABASE_URL.`,
  'cli.unknown_command': 'There is no command "{name}". See: npm run xom -- help',
  'cli.bad_arguments': 'Argument not understood: {detail}',
  'cli.missing': '{name} is missing.',
  'cli.bad_role': 'The role must be admin or moderator, not "{role}".',
  'cli.no_account': 'There is no account "{handle}" on this network.',
  'cli.server_older': 'The running server is an older version: restart it, then try again.',
  'cli.unexpected': 'The command failed because of an unexpected error: {detail}',
  'cli.account.created': 'Made @{handle} ({role}).',
  'cli.account.none': 'There are no accounts yet.',
  'cli.account.role.user': 'member',
  'cli.account.role.moderator': 'moderator',
  'cli.account.role.admin': 'admin',
  'cli.account.suspended': 'suspended',
  'cli.account.pending': 'waiting for approval',
  'cli.backup.written': 'Saved {accounts} accounts, {statuses} posts and {media} files in {file} ({size}).',
  'cli.backup.restored': 'Restored {accounts} accounts, {statuses} posts and {media} files.',
  'cli.backup.not_empty':
    'This network has accounts already: a backup is only restored into an empty data folder.',
  'cli.backup.exists': 'There is a file {file} already. Choose another name, or add --force to overwrite it.',
  'cli.backup.unreadable': 'The backup {file} cannot be read ({detail}).',
  'cli.backup.unwritable': 'The backup {file} cannot be written ({detail}).',
  'cli.backup.damaged': 'The backup is damaged or not whole ({detail}); nothing was changed.',
  'cli.backup.newer':
    'The backup was made by a newer Xóm (data version {found}, this program knows up to {known}).',
  'cli.backup.nothing': 'There is nothing to save yet.',
  'cli.doctor.ok': 'ok',
  'cli.doctor.warn': 'warn',
  'cli.doctor.fail': 'fail',
  'cli.doctor.node': 'Node {version}',
  'cli.doctor.node.old': 'Node {version}; 26 is needed: run this through npm, which brings its own.',
  'cli.doctor.folder': 'Data folder {folder}',
  'cli.doctor.folder.absent': 'The data folder {folder} is not there yet; the first start makes it.',
  'cli.doctor.folder.unwritable': 'The data folder {folder} cannot be written: mend its permissions.',
  'cli.doctor.folder.open':
    'Other users of this machine can read the data folder {folder}: run chmod o-r on it.',
  'cli.doctor.secret': 'The key of the secrets is in {file}',
  'cli.doctor.secret.env': 'The key of the secrets comes from XOM_SECRET',
  'cli.doctor.secret.absent': 'There is no {file} yet; the next start makes it.',
  'cli.doctor.secret.open': 'Other users of this machine can read {file}: run chmod 600 on it.',
  'cli.doctor.secret.broken': '{file} cannot be read as keys ({detail}): bring it back from a backup.',
  'cli.doctor.secret.lost': {
    one: 'The key is missing that opens the second step of {count} person: bring secret.key (or XOM_SECRET) back from a backup.',
    other:
      'The key is missing that opens the second step of {count} people: bring secret.key (or XOM_SECRET) back from a backup.',
  },
  'cli.doctor.disk': '{free} free on the disk',
  'cli.doctor.disk.low': 'Only {free} free on the disk: make some room.',
  'cli.doctor.postgres': 'PostgreSQL {version}',
  'cli.doctor.migrations': 'The database is at version {version}',
  'cli.doctor.migrations.waiting':
    'The database is at version {version}, the newest is {newest}: restart the server.',
  'cli.doctor.server': 'A server is running on this folder.',
  'cli.doctor.server.stopped': 'No server is running on this folder now.',
  'cli.doctor.mail': 'Mail goes out through {server}',
  'cli.doctor.mail.dev': 'Mail is kept in the test inbox and sent nowhere.',
  'cli.doctor.mail.none':
    'SMTP_URL is not set: addresses cannot be confirmed and no password reset can be sent.',
  'cli.doctor.mail.unreachable': 'The mail server {server} cannot be reached ({detail}): check SMTP_URL.',
  'cli.doctor.origin': 'Address of the network: {origin}',
  'cli.doctor.origin.local':
    'The address of the network is {origin}: only this machine can use it; set XOM_ORIGIN=https://...',
  'cli.doctor.origin.insecure':
    'The address of the network is {origin}, without encryption: put an HTTPS server in front.',
  'cli.doctor.origin.proxy':
    'XOM_ORIGIN is HTTPS but XOM_TRUSTED_PROXIES is 0: everybody will be counted as one IP address. Set the number of proxies.',
  'cli.doctor.ffmpeg': 'ffmpeg {version}',
  'cli.doctor.ffmpeg.none': 'No ffmpeg: videos and sound have no preview (apt-get install ffmpeg).',
  'cli.doctor.jobs': { one: '{count} background job waiting', other: '{count} background jobs waiting' },
  'cli.doctor.jobs.late': '{count} background jobs are more than 10 minutes late: is the server running?',
  'cli.doctor.jobs.failed': '{count} background jobs failed after many tries: see the log.',
  'cli.doctor.clock': 'The clock agrees with the database',
  'cli.doctor.clock.off':
    'The clock is {seconds} seconds off from the database: turn time synchronisation (NTP) on.',
}
