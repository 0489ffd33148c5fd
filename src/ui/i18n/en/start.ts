import type { Messages } from '../index.ts'

/** Lines of the terminal: progress of the start, and why it cannot start. */
export const start: Messages = {
  'start.database': 'Opening the database in {folder} ...',
  'start.database_url': 'Connecting to the database {where} ...',
  'start.migrated': {
    one: 'The database is up to date ({count} step).',
    other: 'The database is up to date ({count} steps).',
  },
  'start.demo': 'Making the sample neighbourhood ...',
  'start.demo_again': 'The sample neighbourhood was cut off half-way: making it anew ...',
  'start.demo_unfinished':
    'The sample neighbourhood in {folder} was cut off half-way: start with "npm start -- --demo" to make it anew, or with an empty data folder (XOM_DATA).',
  'start.demo_made': 'The sample neighbourhood is ready: {people} people, {posts} posts.',
  'start.demo_sign_in': 'Sign in to try: {handle}, password {password} (shown only now)',
  'start.demo_skipped': 'This folder has accounts already: no sample neighbourhood is made.',
  'start.secrets_lost': {
    one: '{count} person cannot use the second step of signing in: its key is missing. Bring secret.key (or XOM_SECRET) back from a backup.',
    other:
      '{count} people cannot use the second step of signing in: its key is missing. Bring secret.key (or XOM_SECRET) back from a backup.',
  },
  'start.serving': 'Xóm is running at {origin}',
  'start.working': 'Working on background jobs.',
  'start.setup_link': 'Open this link once to name the network and make the first admin:\n  {link}',
  'start.setup_cli':
    'There is no admin yet. Make one with: npm run xom -- account create HANDLE --email E --password P --role admin',
  'start.stopping': 'Stopping: finishing what is in flight ...',
  'start.stopped': 'Stopped.',
  'start.bad_arguments': 'Argument not understood: {detail}. There are --demo, --skip-wizard and --dev.',
  'start.unexpected': 'Could not start because of an unexpected error: {detail}',
  'start.data_dir_unusable': 'The data folder {folder} cannot be read or written ({detail}).',
  'start.database_unreachable': 'The database {where} cannot be reached ({detail}).',
  'start.database_refused': 'The database {where} refused the connection: {detail}.',
  'start.database_too_old': 'The database {where} is PostgreSQL {found}; Xóm needs 15 or newer.',
  'start.disk_full':
    'The disk that holds {folder} is full: free some space (at least 300 MB) and start again.',
  'start.folder_in_use': 'Another Xóm is using the data folder {folder}.',
  'start.folder_newer':
    'This data was made by a newer Xóm (data version {found}, this program knows up to {known}): run the newer Xóm.',
  'start.folder_other_postgres': 'The data folder belongs to PostgreSQL {found}, the bundled one is {known}.',
  'start.no_postgres_binaries':
    'There is no bundled PostgreSQL for {platform}: set DATABASE_URL to a PostgreSQL server, version 15 or newer.',
  'start.port_forbidden': 'No permission to open port {port}: set PORT to 1024 or more.',
  'start.port_taken': 'Port {port} is taken by another program: set another PORT.',
  'start.host_unknown': 'This machine does not have the address {host} (HOST).',
  'start.postgres_failed': 'PostgreSQL could not start in {folder}: {detail}',
  'start.root_refused':
    'PostgreSQL does not run as root, and could not be handed to the user {user}: run Xóm as an ordinary user or set XOM_PG_USER.',
  'start.user_unknown':
    'User number {uid} has no name in /etc/passwd, so PostgreSQL cannot make its data: add a line for it or set DATABASE_URL.',
  'start.wrong_config': 'Wrong configuration: {detail}',
}
