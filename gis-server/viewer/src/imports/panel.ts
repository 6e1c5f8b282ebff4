import { type Client, explain } from '../http/client';
import { isFinal, type Job, jobAddress, JobFollower } from '../jobs/job';
import type { LanguageChoice } from '../language/choice';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import { type ImportForm, importForm } from './form';
import { failureText, type ImportReport, readReport } from './report';
import { reportView } from './reportView';
import { texts } from './texts';

/** As the server's own rule: a lower-case letter, then letters, digits and underscores. */
const LAYER_ID = /^[a-z][a-z0-9_]{0,47}$/;

/** What the panel shows below its form; kept, so that it can be said in the other language too. */
type State =
  | { kind: 'idle' }
  | { kind: 'refused'; error: unknown }
  | { kind: 'uploading' }
  | { kind: 'working'; job: Job }
  | { kind: 'ended'; job: Job; layerId: string };

/** What the panel tells. */
export interface ImportListener {
  /** A layer's content has been imported. */
  onImported(layerId: string): void;
  onShowLayer(layerId: string): void;
}

/** Where staff import a file: the form, the progress, the report. */
export class ImportPanel {
  private readonly section = element('details', { class: 'import', id: 'import' });
  private readonly summary = element('summary', { class: 'section-heading' });
  private readonly formPlace = element('div');
  private readonly status = element('div', { class: 'import-status', role: 'status' });
  private form: ImportForm;
  private state: State = { kind: 'idle' };
  private follower: JobFollower | null = null;

  constructor(
    root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly listener: ImportListener,
  ) {
    this.section.hidden = true;
    this.section.append(this.summary, this.formPlace, this.status);
    root.append(this.section);
    this.form = this.makeForm();
    choice.bind(() => (this.summary.textContent = this.words.heading));
    choice.onChange(() => {
      this.form = this.makeForm(this.form);
      this.show(this.state);
    });
  }

  /** Only staff may import; the server refuses others whatever the page shows. */
  setStaff(isStaff: boolean): void {
    this.section.hidden = !isStaff;
  }

  /** There is news of a job. */
  hurry(jobId: string): void {
    this.follower?.hurry(jobId);
  }

  /** @param before the form in the other language, whose fields are taken over */
  private makeForm(before?: ImportForm): ImportForm {
    const form = importForm(this.choice.current, () => void this.run());
    if (before !== undefined) form.restore(before.values(), before.files());
    this.formPlace.replaceChildren(form.element);
    return form;
  }

  private async run(): Promise<void> {
    try {
      const data = this.checked();
      const layerId = String(data.get('layer'));
      this.form.clearTrouble();
      this.show({ kind: 'uploading' });
      const answer = await this.client.postForm('/api/imports', data);
      this.follower = new JobFollower(this.client, jobAddress(answer));
      const job = await this.follower.follow((now) => {
        if (!isFinal(now)) this.show({ kind: 'working', job: now });
      });
      this.show({ kind: 'ended', job, layerId });
      if (job.state === 'done') this.listener.onImported(layerId);
    } catch (error) {
      if (error instanceof FieldError) {
        this.show({ kind: 'idle' });
        this.form.showTrouble(error.message, error.field);
      } else this.show({ kind: 'refused', error });
    } finally {
      this.follower = null;
    }
  }

  /** The form as the server takes it: what stands empty is left out. */
  private checked(): FormData {
    const file = this.form.files()?.[0];
    if (file === undefined) throw new FieldError(this.words.noFile, 'file');
    const values = this.form.values();
    if (!LAYER_ID.test(values.get('layer') ?? '')) throw new FieldError(this.words.badLayer, 'layer');
    const data = new FormData();
    for (const [name, value] of values) if (value !== '') data.append(name, value);
    data.append('file', file);
    return data;
  }

  private show(state: State): void {
    this.state = state;
    this.form.setBusy(state.kind === 'uploading' || state.kind === 'working');
    this.status.replaceChildren(...this.stateView(state));
    // The list above may be longer than the screen; what became of the file must not lie below it.
    if (state.kind === 'ended' || state.kind === 'refused') {
      this.status.scrollIntoView({ block: 'nearest' });
    }
  }

  private stateView(state: State): Node[] {
    switch (state.kind) {
      case 'idle':
        return [];
      case 'refused':
        return [element('p', { class: 'error' }, explain(state.error, this.choice.current))];
      case 'uploading':
        return [element('p', {}, this.words.uploading), element('progress')];
      case 'working':
        return this.progressView(state.job);
      case 'ended':
        return this.endView(state.job, state.layerId);
    }
  }

  private progressView(job: Job): Node[] {
    const percent = Math.round(job.progress * 100);
    const words = job.state === 'queued' ? this.words.queued : this.words.running(percent);
    const bar = element('progress', { max: '100', value: String(percent), 'aria-label': words });
    return [element('p', {}, words), bar, this.cancelButton()];
  }

  private cancelButton(): HTMLElement {
    const cancel = element('button', { type: 'button', class: 'button' }, this.words.cancel);
    cancel.addEventListener('click', () => {
      cancel.disabled = true;
      this.follower?.cancel().catch((error: unknown) => {
        const words = explain(error, this.choice.current);
        this.status.append(element('p', { class: 'error' }, words));
        cancel.disabled = false;
      });
    });
    return cancel;
  }

  private endView(job: Job, layerId: string): Node[] {
    if (job.state === 'cancelled') return [element('p', {}, this.words.cancelled)];
    if (job.state === 'failed') {
      const words = failureText(job.result, this.choice.current);
      return [element('p', { class: 'error' }, words)];
    }
    const report: ImportReport = readReport(job.result);
    return reportView(report, this.choice.current, () => this.listener.onShowLayer(layerId));
  }

  private get words() {
    return texts[this.choice.current];
  }
}
