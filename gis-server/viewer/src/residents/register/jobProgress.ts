import { type Client, explain, explainProblem } from '../../http/client';
import { isFinal, type Job, jobAddress, JobFollower } from '../../jobs/job';
import type { Language } from '../../language/choice';
import { element, textButton } from '../../page/element';
import { texts } from './texts';

/**
 * Shows how far a job is, with a way to stop it, and in the end why it failed.
 *
 * @param place is emptied when the job is done
 * @returns the job, once it is done; null when it failed or was stopped
 * @throws ProblemError, UnreachableError
 */
export async function followJob(
  client: Client,
  answer: Response,
  place: HTMLElement,
  language: Language,
): Promise<Job | null> {
  const words = texts[language];
  const follower = new JobFollower(client, jobAddress(answer));
  const told = element('p');
  const bar = element('progress', { max: '100', value: '0', class: 'watch-progress' });
  const stop = textButton(words.stop, 'button-small', () => {
    stop.disabled = true;
    follower.cancel().catch((error: unknown) => {
      stop.disabled = false;
      told.textContent = explain(error, language);
    });
  });
  place.replaceChildren(told, bar, element('p', {}, stop));
  const job = await follower.follow((now) => {
    if (isFinal(now)) return;
    const percent = Math.floor(now.progress * 100);
    told.textContent = now.state === 'queued' ? words.queued : words.running(percent);
    bar.value = percent;
    bar.setAttribute('aria-label', told.textContent);
  });
  if (job.state === 'done') {
    place.replaceChildren();
    return job;
  }
  const ended = job.state === 'cancelled' ? words.stopped : failureText(job, language);
  place.replaceChildren(element('p', { class: 'error', role: 'alert', tabindex: '-1' }, ended));
  place.querySelector<HTMLElement>('p')?.focus();
  return null;
}

function failureText({ result }: Job, language: Language): string {
  const text = (name: string) => {
    const value = result[name];
    return typeof value === 'string' ? value : '';
  };
  const why = explainProblem(text('title'), text('detail'), text('advice'), language);
  return [texts[language].failed, why].join(language === 'en' ? ' ' : '');
}
