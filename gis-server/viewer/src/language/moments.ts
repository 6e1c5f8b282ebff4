import { inEveryLanguage, type Language, localeOf } from './choice';

const ja = {
  minutes: (count: number) => `${count}分`,
  hours: (count: number) => `${count}時間`,
  ago: (duration: string) => `${duration}前`,
  justNow: '1分以内',
};

const texts = inEveryLanguage({
  ja,
  easy: { ...ja, ago: (duration: string) => `${duration} 前` },
  en: {
    minutes: (count: number) => `${count} min`,
    hours: (count: number) => `${count} h `,
    ago: (duration: string) => `${duration} ago`,
    justNow: 'under a minute ago',
  },
});

/** The town's time, whatever the device's is. */
export const ZONE = 'Asia/Tokyo';

const MINUTE_S = 60;
const HOUR_S = 3600;

/** How long something is ago, as `3分前`. @param seconds below nothing counts as nothing */
export function agoText(seconds: number, language: Language): string {
  const words = texts[language];
  if (seconds < MINUTE_S) return words.justNow;
  return words.ago(durationText(seconds, language));
}

/** How long something lasts, as `2時間5分`, to the minute. */
export function durationText(seconds: number, language: Language): string {
  const words = texts[language];
  const minutes = Math.max(0, Math.floor(seconds / MINUTE_S));
  const hours = Math.floor(seconds / HOUR_S);
  if (hours === 0) return words.minutes(minutes);
  const rest = minutes - hours * 60;
  return `${words.hours(hours)}${rest === 0 ? '' : words.minutes(rest)}`.trim();
}

/** A moment as people say it: `午前5時12分`, with the day when it is not that of `now`. */
export function momentText(moment: Date, now: Date, language: Language): string {
  const isToday = dayOf(moment) === dayOf(now);
  if (language === 'en') {
    const time = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: ZONE });
    return isToday ? time : `${time} on ${dayText(moment, language)}`;
  }
  const [hour = 0, minute = 0] = clockOf(moment).split(':').map(Number);
  const half = hour < 12 ? '午前' : '午後';
  const time = `${half}${hour % 12}時${minute === 0 ? '' : `${minute}分`}`;
  return isToday ? time : `${dayText(moment, language)} ${time}`;
}

/** Day and time with figures, for tables and the time bar: `1/31 05:12`. */
export function shortMomentText(moment: Date): string {
  const [, month = '', day = ''] = dayOf(moment).split('-');
  return `${Number(month)}/${Number(day)} ${clockOf(moment)}`;
}

/** `05:12`. */
export function clockOf(moment: Date): string {
  return moment.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: ZONE,
  });
}

/** The day in the town, as `2026-01-31`. */
export function dayOf(moment: Date): string {
  return moment.toLocaleDateString('sv-SE', { timeZone: ZONE });
}

function dayText(moment: Date, language: Language): string {
  return moment.toLocaleDateString(localeOf(language), {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: ZONE,
  });
}
