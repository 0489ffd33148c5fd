import ipaddr from 'ipaddr.js'

/** Whether an address lies in a range. */
export function covers(range: string, address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const [base, bits] = ipaddr.parseCIDR(range)
  const plain = ipaddr.process(address)
  return plain.kind() === base.kind() && plain.match(base as never, bits)
}
