/**
 * The notation of the sample threads (src/demo/data). A thread starts with a header and goes on until a blank line:
 *
 *   @handle [days ago] [19h] [; photo scene,scene] [; cw words] [; poll a|b] [; vis private] [; pin] [; fav 12]
 *   the text, over as many lines as it needs ("//" alone on a line is an empty line)
 *   > handle an answer            >> handle an answer to that answer, and so on deeper
 *   ~ words that the author added to the opening post later
 */
export interface DemoPost {
  author: string
  text: string
  replies: DemoPost[]
}

export interface DemoThread extends DemoPost {
  days: number | null
  hour: number | null
  photos: string[]
  cw: string
  poll: string[]
  visibility: 'public' | 'unlisted' | 'private' | 'direct'
  pinned: boolean
  /** About how many people like the opening post. */
  liked: number | null
  /** What was added to the opening post in an edit. */
  added: string
}

const visibilities = ['public', 'unlisted', 'private', 'direct'] as const

function readHeader(line: string): DemoThread {
  const [first = '', ...rest] = line.slice(1).split(';')
  const [author = '', ...when] = first.trim().split(/\s+/)
  const thread: DemoThread = {
    author,
    text: '',
    replies: [],
    days: null,
    hour: null,
    photos: [],
    cw: '',
    poll: [],
    visibility: 'public',
    pinned: false,
    liked: null,
    added: '',
  }
  for (const word of when) {
    if (word.endsWith('h')) thread.hour = Number(word.slice(0, -1))
    else thread.days = Number(word)
  }
  for (const option of rest.map((part) => part.trim())) {
    const [name = ''] = option.split(' ', 1)
    const value = option.slice(name.length).trim()
    if (name === 'photo') thread.photos = value.split(',')
    else if (name === 'cw') thread.cw = value
    else if (name === 'poll') thread.poll = value.split('|')
    else if (name === 'vis') thread.visibility = visibilities.find((known) => known === value) ?? 'public'
    else if (name === 'pin') thread.pinned = true
    else if (name === 'fav') thread.liked = Number(value)
    else throw new Error(`unknown option "${option}" in "${line}"`)
  }
  return thread
}

/** Reads the notation above. Throws, naming the line, where a data file is wrong. */
export function readScript(source: string): DemoThread[] {
  const threads: DemoThread[] = []
  /** The posts that an answer may hang on, by depth. */
  let open: DemoPost[] = []
  let last: DemoPost | null = null
  for (const line of source.split('\n')) {
    const thread = threads.at(-1)
    const answer = /^(>+) (\S+) (.+)$/.exec(line)
    if (line.trim() === '') last = null
    else if (line.startsWith('@') && last === null) {
      const opened = readHeader(line)
      threads.push(opened)
      open = [opened]
      last = opened
    } else if (!thread) throw new Error(`no thread for "${line}"`)
    else if (line.startsWith('~ ')) thread.added = line.slice(2)
    else if (answer) {
      const depth = answer[1]!.length
      const parent = open[depth - 1]
      if (!parent) throw new Error(`answers nothing: "${line}"`)
      last = { author: answer[2]!, text: answer[3]!, replies: [] }
      parent.replies.push(last)
      open = [...open.slice(0, depth), last]
    } else if (last) {
      const text = line.trim() === '//' ? '' : line
      last.text = last.text === '' && last === thread ? text : `${last.text}\n${text}`
    } else throw new Error(`belongs to nothing: "${line}"`)
  }
  return threads
}
