import { type Client, explain } from '../../http/client';
import type { LanguageChoice } from '../../language/choice';
import { field, openFormDialog } from '../../page/dialog';
import { element } from '../../page/element';
import { type Alert, tagOf } from './alert';
import { headlineOf } from './alertWords';
import { texts } from './texts';

const ALERTS = '/api/alerts';
const LONGEST_NOTE = '500';
const LONGEST_NAME = '64';

/** What the acts need, and whom they tell. */
export interface ActNeeds {
  client: Client;
  choice: LanguageChoice;
  user(): string;
  onSaved(words: string): void;
  /** Something was done, or was refused since somebody else was quicker. */
  onDone(): Promise<void>;
}

/** Takes notice of alerts, one after the other; what somebody else was quicker with is no trouble. */
export async function acknowledge(needs: ActNeeds, alerts: readonly Alert[]): Promise<void> {
  const { client, choice, onSaved, onDone } = needs;
  const words = texts[choice.current];
  try {
    for (const alert of alerts) await client.postJson(`${ALERTS}/${alert.id}/acknowledge`, {});
    onSaved(words.saved);
  } catch (error) {
    onSaved(explain(error, choice.current));
  }
  await onDone();
}

/** Gives an alert to somebody. */
export function openAssign(needs: ActNeeds, alert: Alert): void {
  const { client, choice } = needs;
  const words = texts[choice.current];
  const assignee = element('input', {
    name: 'assignee',
    maxlength: LONGEST_NAME,
    autocomplete: 'off',
    value: alert.assignee || needs.user(),
  });
  const note = element('input', { name: 'note', maxlength: LONGEST_NOTE });
  openFormDialog({
    title: `${words.assign}：${alert.name}`,
    fields: [field(words.assignee, assignee, words.assignHelp), field(words.note, note)],
    submit: words.save,
    cancel: words.cancel,
    explain: (error) => explain(error, choice.current),
    act: async () => {
      const body = { assignee: assignee.value.trim() || null, note: note.value };
      // A colleague may have given it to somebody meanwhile.
      await client.postJson(`${ALERTS}/${alert.id}/assign`, body, tagOf(alert));
      needs.onSaved(words.saved);
      await needs.onDone();
    },
  });
}

/** Confirms that the public is told. */
export function openPublish(needs: ActNeeds, alert: Alert, now: Date): void {
  const { client, choice } = needs;
  const words = texts[choice.current];
  const what = `${alert.name} ${headlineOf(alert, now, choice.current)}`;
  const drill = alert.isPublicDrill ? words.publishDrill : words.publishDrillInside;
  const note = element('input', { name: 'note', maxlength: LONGEST_NOTE });
  openFormDialog({
    title: words.publishTitle,
    fields: [
      ...(alert.drill ? [element('p', {}, element('span', { class: 'drill-mark' }, words.drill), ` ${drill}`)] : []),
      ...(alert.drill && !alert.isPublicDrill ? [] : [element('p', { class: 'desk-warning' }, words.publishWarning(what))]),
      field(words.note, note),
    ],
    submit: words.publishDo,
    cancel: words.cancel,
    explain: (error) => explain(error, choice.current),
    act: async () => {
      await client.postJson(`${ALERTS}/${alert.id}/publish`, { note: note.value }, tagOf(alert));
      needs.onSaved(words.saved);
      await needs.onDone();
    },
  });
}
