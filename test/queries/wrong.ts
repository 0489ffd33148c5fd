import type { Sql } from '../../src/db/sql.ts'

/** Mistakes that the test beside this file must find. Never called. */
export const mistakes = (db: Sql, deep: boolean) => [
  db<{ id: string; nick: string }[]>`select id, username from accounts`,
  db<{ id: string }[]>`select id from acounts`,
  db<{ id: number }[]>`select id from accounts`,
  db<{ created_at: string }[]>`select created_at from accounts`,
  db<{ domain: string }[]>`select domain from accounts`,
  db<{ role: string }[]>`select u.role from accounts a left join users u on u.account_id = a.id`,
  db`select id from accounts`,
  db<{ id: string }[]>`select id from accounts ${deep ? db`where nowhere = 1` : db``}`,
  db<{ domain: string }[]>`select domain from accounts where domain is not null`,
]
