import type { View } from '../../ui/view.ts'
import type { SiteView } from './present.ts'

/** Where the host name that it wants stands, in words; the button asks it anew. */
export function HostState({ view: { t }, site: { site, path } }: { view: View; site: SiteView }) {
  const { host, served_host, host_problem } = site
  if (!host) return null
  const state = served_host ? 'served' : (host_problem ?? 'waiting')
  return (
    <div class="host-state">
      <p class={served_host ? 'hint' : 'notice'}>{t(`sites.host.${state}`, { host })}</p>
      {served_host || state === 'taken' ? null : <p class="hint">{t('sites.host.todo', { host })}</p>}
      {served_host ? null : (
        <button type="submit" class="small" formaction={`${path}/quan-tri/ten-mien`} formnovalidate>
          {t('sites.host.check')}
        </button>
      )}
    </div>
  )
}
