import type { AppError } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { View } from '../../ui/view.ts'
import { Select, text } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { eventKinds, leapRules, repeats } from './api.ts'
import { limits } from './events.ts'
import { eventPath } from './present.ts'
import type { EventRow } from './sql.ts'

interface FormProps {
  view: View
  typed: Params
  row: EventRow | null
  rooms: { id: string; name: string }[]
  error: AppError | null
  echoed: string | null
}

/** One box for what people write, and below it the device's own pickers for those who rather point. */
function When({ view, typed, error, echoed }: Pick<FormProps, 'view' | 'typed' | 'error' | 'echoed'>) {
  const t = (name: string) => view.t(`events.form.${name}`)
  const field = (name: 'start' | 'end') => (
    <>
      <Field
        view={view}
        name={name}
        label={t(name)}
        hint={t(`${name}_hint`)}
        value={text(typed, name)}
        errors={error?.fields}
        maxlength={120}
        autocomplete="off"
      />
      <details class="event-pick">
        <summary>{t('pick')}</summary>
        <p class="hint">{t('pick_hint')}</p>
        <div class="event-pick-two">
          <Field
            view={view}
            name={`${name}_day`}
            type="date"
            label={t('pick_date')}
            value={text(typed, `${name}_day`)}
          />
          <Field
            view={view}
            name={`${name}_time`}
            type="time"
            label={t('pick_time')}
            value={text(typed, `${name}_time`)}
          />
        </div>
      </details>
    </>
  )
  return (
    <when-echo>
      {field('start')}
      {field('end')}
      <output class="event-echo" for="f-start f-end">
        {echoed ?? ''}
      </output>
      <p class="buttons">
        <button type="submit" class="button small" name="do" value="check" formnovalidate>
          {t('check')}
        </button>
      </p>
    </when-echo>
  )
}

function Repeating({ view, typed, error }: Pick<FormProps, 'view' | 'typed' | 'error'>) {
  const t = (name: string) => view.t(`events.form.${name}`)
  const wrong = error?.fields.some(({ field }) => ['repeat', 'repeat_until', 'capacity'].includes(field))
  const used = text(typed, 'repeat') !== 'none' && text(typed, 'repeat') !== ''
  const problem = error?.fields.find(({ field }) => field === 'repeat')
  return (
    <details class="event-more" open={wrong || used || text(typed, 'capacity') !== ''}>
      <summary>{t('more')}</summary>
      <Select
        name="repeat"
        label={t('repeat')}
        value={text(typed, 'repeat') || 'none'}
        options={repeats.map((one) => [one, t(`repeat.${one}`)] as const)}
      />
      {problem ? (
        <p class="field-error">
          {view.t('fields.repeat')} {view.t(`fields.errors.${problem.code}`, problem.params ?? {})}
        </p>
      ) : null}
      <Field
        view={view}
        name="repeat_until"
        label={t('repeat_until')}
        value={text(typed, 'repeat_until')}
        errors={error?.fields}
      />
      <Select
        name="leap_rule"
        label={t('leap_rule')}
        value={text(typed, 'leap_rule') || 'first'}
        options={leapRules.map((one) => [one, view.t(`events.leap.${one}`)] as const)}
      />
      <p class="hint">{t('leap_rule_hint')}</p>
      <Field
        view={view}
        name="capacity"
        label={t('capacity')}
        value={text(typed, 'capacity')}
        errors={error?.fields}
        inputmode="numeric"
      />
    </details>
  )
}

/** The form of a new event, or of one that is changed. */
export function EventForm({ view, typed, row, rooms, error, echoed }: FormProps) {
  const t = (name: string) => view.t(`events.form.${name}`)
  return (
    <form class="sheet" method="post" action={row ? `${eventPath(row)}/sua` : '/su-kien/moi'}>
      <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
      <Field
        view={view}
        name="title"
        label={t('title')}
        value={text(typed, 'title')}
        errors={error?.fields}
        required
        maxlength={limits.title}
      />
      <When view={view} typed={typed} error={error} echoed={echoed} />
      <Select
        name="kind"
        label={t('kind')}
        value={text(typed, 'kind') || 'community'}
        options={eventKinds.map((kind) => [kind, view.t(`events.kind.${kind}`)] as const)}
      />
      <Field
        view={view}
        name="place"
        label={t('place')}
        hint={t('place_hint')}
        value={text(typed, 'place')}
        errors={error?.fields}
        maxlength={limits.place}
      />
      <Field
        view={view}
        name="online_url"
        type="url"
        label={t('online_url')}
        value={text(typed, 'online_url')}
        errors={error?.fields}
      />
      <Field
        view={view}
        name="description"
        label={t('description')}
        value={text(typed, 'description')}
        errors={error?.fields}
        rows={6}
        maxlength={limits.description}
      />
      <Repeating view={view} typed={typed} error={error} />
      {row || rooms.length === 0 ? null : (
        <Select
          name="community_id"
          label={t('community')}
          value={text(typed, 'community_id')}
          options={[['', t('community_none')], ...rooms.map(({ id, name }) => [id, name] as const)]}
        />
      )}
      <input type="hidden" name="language" value={text(typed, 'language') || view.locale} />
      {row ? <input type="hidden" name="sequence" value={text(typed, 'sequence')} /> : null}
      <Buttons>
        <button type="submit" class="button primary" name="do" value="save">
          {t(row ? 'save' : 'make')}
        </button>
        <a class="button" href={row ? eventPath(row) : '/su-kien'}>
          {t('back')}
        </a>
      </Buttons>
    </form>
  )
}
