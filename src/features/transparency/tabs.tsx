import type { View } from '../../ui/view.ts'
import { Tabs } from '../../ui/widgets/tabs.tsx'

/** The parts of the public record. `current` where the page's own address is longer. */
export const tabs = (view: View, current = view.path) => (
  <Tabs
    label={view.t('transparency.title')}
    current={current}
    tabs={[
      { href: '/minh-bach', text: view.t('transparency.decisions') },
      { href: '/minh-bach/so-lieu', text: view.t('transparency.numbers') },
      { href: '/minh-bach/bao-cao', text: view.t('periods.title') },
      { href: '/minh-bach/yeu-cau', text: view.t('transparency.requests') },
      { href: '/minh-bach/su-co', text: view.t('periods.incidents') },
    ]}
  />
)
