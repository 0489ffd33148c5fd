import type { View } from '../view.ts'
import { Tabs } from './tabs.tsx'

/** The way between the pages of those who run the network; some are an admin's alone. */
export function AdminNav({ view }: { view: View }) {
  const names = [
    'waiting',
    'people',
    'invites',
    'announcements',
    ...(view.viewer?.role === 'admin' ? ['network', 'terms'] : []),
  ]
  return (
    <Tabs
      label={view.t('common.admin')}
      current={view.path}
      tabs={names.map((name) => ({ href: `/admin/${name}`, text: view.t(`admin.${name}`) }))}
    />
  )
}
