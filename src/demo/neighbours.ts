/** Brings the people of the sample lane in, with faces and ties. */
import { randomBytes } from 'node:crypto'
import type { Context, Id } from '../context.ts'
import { updateProfile } from '../features/accounts/index.ts'
import { registerUser } from '../features/auth/index.ts'
import { acceptRequest, follow } from '../features/follows/index.ts'
import { storeImage } from '../features/media/index.ts'
import { handleSuggestion } from '../lib/vietnamese/index.ts'
import { people } from './data/people.ts'
import { each } from './each.ts'
import { paintAvatar } from './pictures.ts'
import type { Random } from './random.ts'

export interface Neighbour {
  id: Id
  handle: string
  fame: number
  locked: boolean
}

/** Eight letters and digits that are easy to type, in two halves. */
const newPassword = () =>
  randomBytes(6)
    .toString('hex')
    .replace(/^(.{6})/, '$1-')

/** Where the letters of the sample people would go. */
export const mailHost = 'xom.example'

/** Those whom somebody may sign in as; the others have no password at all. */
const open = ['lan', 'truongthon']

/** Registers everybody. Answers them by handle, and the passwords of those who can sign in. */
export async function moveIn(ctx: Context, scenes: Map<string, Buffer>) {
  const neighbours = new Map<string, Neighbour>()
  const passwords = new Map<string, string>()
  await each(people, 2, async (person) => {
    const handle = handleSuggestion(person.base)
    const password = open.includes(handle) ? newPassword() : null
    if (password) passwords.set(handle, password)
    const id = await registerUser(ctx, {
      username: handle,
      email: `${handle}@${mailHost}`,
      password,
      locale: 'vi',
      displayName: person.name,
      role: person.role,
      confirmed: true,
      vouched: true,
    })
    const header = person.header ? scenes.get(person.header) : undefined
    await updateProfile(ctx, id, {
      note: person.bio,
      fields: (person.fields ?? []).map(([name, value]) => ({ name, value })),
      discoverable: !person.locked,
      indexable: !person.locked,
      bot: handle === 'loa_xom',
      locked: person.locked ?? false,
      avatar: await storeImage(ctx, await paintAvatar(person.avatar, handle), { kind: 'avatar' }),
      ...(header ? { header: await storeImage(ctx, header, { kind: 'header' }) } : {}),
    })
    neighbours.set(handle, { id, handle, fame: person.fame, locked: person.locked ?? false })
  })
  return { neighbours, passwords }
}

/** Who follows whom: the well known are followed by nearly all, the shy by friends; `needed` ties come first. */
export async function makeFriends(
  ctx: Context,
  neighbours: Map<string, Neighbour>,
  needed: Set<string>,
  r: Random,
) {
  const all = people.map((person) => neighbours.get(handleSuggestion(person.base))!)
  const ties: { from: Neighbour; to: Neighbour; sure: boolean }[] = []
  for (const from of all) {
    const sociable = r.between(0.55, 1.3)
    for (const to of all) {
      if (from === to) continue
      const sure = needed.has(`${from.handle} ${to.handle}`)
      const chance = [0, 0.16, 0.24, 0.4, 0.6, 0.92][to.fame]! * (from.handle === 'lan' ? 1.5 : sociable)
      if (from.handle !== 'loa_xom' && (r.next() < chance || sure)) ties.push({ from, to, sure })
    }
  }
  await each(ties, 3, async ({ from, to, sure }) => {
    const outcome = await follow(ctx, from, to.id)
    // A few requests stay open, as they do in life.
    if (outcome === 'requested' && (sure || Number(BigInt(from.id) % 5n) !== 0))
      await acceptRequest(ctx, to, from.id)
  })
  return ties.length
}
