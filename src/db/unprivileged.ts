import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { Trouble } from './trouble.ts'

/**
 * How to start a PostgreSQL program. PostgreSQL refuses to run as root, so root hands it to an unprivileged user;
 * everybody else runs it directly.
 */
export interface Launcher {
  /** Turns a command into the one to spawn, with the user to spawn it as. */
  command(
    file: string,
    args: string[],
  ): { file: string; args: string[]; options: { uid?: number; gid?: number } }
  /** Gives a path to the user that PostgreSQL runs as. */
  own(path: string): void
  uid: number
}

interface PasswdEntry {
  name: string
  uid: number
  gid: number
}

function readPasswd(): PasswdEntry[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
}

function pickUser(): PasswdEntry {
  const entries = readPasswd()
  const wanted = process.env.XOM_PG_USER
  const names = wanted ? [wanted] : ['postgres', 'nobody']
  for (const name of names) {
    const entry = entries.find((candidate) => candidate.name === name && candidate.uid !== 0)
    if (entry) return entry
  }
  throw new Trouble('root_refused', { user: names.join(', ') })
}

const succeeds = (file: string, args: string[], options: { uid?: number; gid?: number } = {}): boolean =>
  spawnSync(file, args, { ...options, stdio: 'ignore', cwd: '/' }).status === 0

/**
 * `binary` and `folder` are what PostgreSQL must reach. When a parent is closed to the chosen user (a clone below
 * /root), PostgreSQL keeps one capability of root, CAP_DAC_OVERRIDE, and still runs under the other user's number.
 * no_setuid_fixup is needed because access(2) otherwise drops ambient capabilities, and initdb asks through it.
 */
export function pickLauncher(binary: string, folder: string): Launcher {
  const myUid = process.getuid?.() ?? -1
  if (myUid !== 0) {
    const plain: Launcher = {
      uid: myUid,
      own: () => {},
      command: (file, args) => ({ file, args, options: {} }),
    }
    return knownToSystem() ? plain : insideNamespace(plain)
  }
  const user = pickUser()
  const own = (path: string) => chownSync(path, user.uid, user.gid)
  own(folder)
  const ids = { uid: user.uid, gid: user.gid }
  const reach = '[ -x "$1" ] && [ -r "$1" ] && cd "$2" && [ -w . ] && "$1" --version'
  if (succeeds('/bin/sh', ['-c', reach, 'sh', binary, folder], ids)) {
    return { uid: user.uid, own, command: (file, args) => ({ file, args, options: ids }) }
  }
  const dropping = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--bounding-set=-all,+dac_override',
    '--securebits=+no_setuid_fixup',
  ]
  if (!succeeds('setpriv', [...dropping, '/bin/sh', '-c', reach, 'sh', binary, folder])) {
    throw new Trouble('root_refused', { user: user.name })
  }
  return {
    uid: user.uid,
    own,
    command: (file, args) => ({ file: 'setpriv', args: [...dropping, file, ...args], options: {} }),
  }
}

/** initdb wants a name for its user; a container may run us under a number that has none. */
function knownToSystem(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** A user namespace in which our number is that of `nobody`, where the kernel allows one. */
function insideNamespace(plain: Launcher): Launcher {
  const nobody = readPasswd().find((entry) => entry.name === 'nobody')
  const args = ['--user', `--map-user=${nobody?.uid}`, `--map-group=${nobody?.gid}`]
  if (!nobody || !succeeds('unshare', [...args, 'true']))
    throw new Trouble('user_unknown', { uid: plain.uid })
  return {
    ...plain,
    command: (file, rest) => ({ file: 'unshare', args: [...args, file, ...rest], options: {} }),
  }
}
