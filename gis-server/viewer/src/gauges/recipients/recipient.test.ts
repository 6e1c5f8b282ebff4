import { describe, expect, it } from 'vitest';
import { type Entered, faultOf } from './check';
import { bodyOf, idFor, isInTrouble, NEW, readChanges, readRecipients, type Recipient, tagOf } from './recipient';
import { changeText, concernsText, hoursText, latestText } from './recipientWords';

const DUTY = {
  id: 'duty',
  name: '建設課 当番',
  audience: 'staff',
  language: 'ja',
  channels: [{ type: 'mail', address: 'duty@town.example' }],
  sections: [],
  gauges: ['G01'],
  lowest: 'judgement',
  kinds: ['level', 'forecast', 'bad-data', 'no-data'],
  duty: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:30', to: '17:15' }],
  quiet: { from: '22:00', to: '06:00' },
  drills: true,
  repeatMinutes: 5,
  escalateMinutes: 0,
  signed: false,
  version: 3,
};

function read(more: object): Recipient {
  const [found] = readRecipients({ recipients: [{ ...DUTY, ...more }], ways: ['mail', 'pigeon'] }).recipients;
  if (found === undefined) throw new Error('not read');
  return found;
}

describe('a recipient', () => {
  it('goes back to the server as it came', () => {
    const { id, signed, version, ...body } = DUTY;
    expect(bodyOf(read({}))).toEqual(body);
    expect(tagOf(read({}))).toBe('"recipient-duty-3"');
  });

  it('leaves out what makes no sense', () => {
    const sheet = readRecipients({ recipients: [{ name: 'without id' }, 7], ways: ['mail', 'pigeon'] });
    expect(sheet.recipients).toEqual([]);
    expect(sheet.ways).toEqual(['mail']);
  });

  it('has an id that the server takes, whatever the name', () => {
    for (const name of ['建設課 当番', 'Road section, on duty!', '', 'Ａ課', '-'.repeat(50)]) {
      expect(idFor(name, new Date('2026-09-01T00:00:00Z'))).toMatch(/^[a-z0-9][a-z0-9_-]{0,39}$/);
    }
  });

  it('is in trouble when the newest message to one address fails', () => {
    const newest = (state: string, error: string) => ({ channel: 'mail', address: 'a@b', purpose: 'test', state, made: '2026-09-01T00:00:00Z', error });
    expect(isInTrouble(read({ latest: [newest('sent', '')] }))).toBe(false);
    expect(isInTrouble(read({ latest: [newest('sent', ''), newest('waiting', 'no answer')] }))).toBe(true);
    expect(isInTrouble(read({ latest: [newest('given-up', '')] }))).toBe(true);
  });
});

describe('what is entered', () => {
  const entered = (recipient: Partial<Recipient>, more: Partial<Entered> = {}): Entered => ({
    recipient: { ...NEW, id: 'x', name: '当番', channels: [{ type: 'mail', address: 'a@town.example' }], ...recipient },
    isOfSome: false,
    isPublicSure: false,
    quiet: { from: '', to: '' },
    secret: '',
    ...more,
  });
  const address = (type: 'mail' | 'webhook' | 'mqtt', text: string) =>
    faultOf(entered({ channels: [{ type, address: text }] }))?.fault ?? null;

  it('passes when nothing is wrong', () => {
    expect(faultOf(entered({}))).toBeNull();
  });

  it('names the field that is wrong', () => {
    const shift = { days: ['monday' as const], from: '08:30', to: '' };
    expect(faultOf(entered({ name: '' }))).toEqual({ field: 'name', fault: 'nameMissing' });
    expect(faultOf(entered({ channels: [] }))).toEqual({ field: 'channels', fault: 'channelNone' });
    expect(faultOf(entered({ kinds: [] }))?.field).toBe('kinds');
    expect(faultOf(entered({ duty: [{ ...shift, to: '17:15' }, shift] }))?.field).toBe('duty-from-1');
    expect(faultOf(entered({}, { quiet: { from: '22:00', to: '' } }))?.field).toBe('quietTo');
    expect(faultOf(entered({}, { isOfSome: true }))?.field).toBe('places');
    expect(faultOf(entered({ repeatMinutes: 2 }))?.field).toBe('repeatMinutes');
    expect(faultOf(entered({ repeatMinutes: Number.NaN }))?.field).toBe('repeatMinutes');
    expect(faultOf(entered({ escalateMinutes: 1441 }))?.field).toBe('escalateMinutes');
    expect(faultOf(entered({}, { secret: 'short' }))?.field).toBe('secret');
  });

  it('knows addresses by their way', () => {
    expect(address('mail', 'toban@town.example')).toBeNull();
    for (const wrong of ['', 'toban', 'a@b, c@d', '当番@town.example']) expect(address('mail', wrong)).toBe('mailWrong');
    expect(address('webhook', 'https://town.example/alerts')).toBeNull();
    expect(address('webhook', 'town.example')).toBe('webhookWrong');
    expect(address('mqtt', 'town/alerts')).toBeNull();
    for (const wrong of ['', '/town', '$SYS', 'town/#', 'town/+/x']) expect(address('mqtt', wrong)).toBe('topicWrong');
  });

  it('reaches the public only from somebody who is sure of it', () => {
    expect(faultOf(entered({ isPublic: true }))?.fault).toBe('publicUnsure');
    expect(faultOf(entered({ isPublic: true, repeatMinutes: 0 }, { isPublicSure: true }))).toBeNull();
  });

  it('does not reach the same address twice', () => {
    const channel = { type: 'mail' as const, address: 'a@town.example' };
    expect(faultOf(entered({ channels: [channel, channel] }))).toEqual({ field: 'address-1', fault: 'channelTwice' });
  });
});

describe('words about a recipient', () => {
  it('tell of what and when', () => {
    expect(concernsText(read({}), [], 'ja')).toBe('G01・避難判断以上');
    expect(concernsText(read({ gauges: ['1', '2', '3', '4', '5', '6'] }), [], 'ja')).toBe('1、2、3、4 +2・避難判断以上');
    expect(hoursText(read({}), 'ja')).toBe('月–金 08:30〜17:15・22:00〜06:00は「危険」だけ・確認まで5分ごとに再通知・訓練も');
    expect(hoursText(read({ duty: [{ days: ['sunday', 'saturday'], from: '00:00', to: '23:59' }], quiet: null }), 'en')).toContain('Sat, Sun 00:00–23:59');
  });

  it('tell how the newest message is doing', () => {
    const [latest] = read({
      latest: [{ channel: 'mail', address: 'a@b', purpose: 'test', state: 'given-up', made: '2026-09-01T00:00:00Z', error: '550 no such user' }],
    }).latest;
    expect(latest && latestText(latest, 'ja')).toBe('9/1 09:00 送れませんでした（試験送信） 550 no such user');
  });

  it('tell who changed what and why', () => {
    const changes = readChanges({
      changes: [
        { version: 3, recorded: '2026-09-01T00:00:00Z', author: 'duty', reason: '', changed: [], recipient: null },
        { version: 2, recorded: '2026-09-01T00:00:00Z', author: 'duty', reason: '異動', changed: ['channels', 'secret'], recipient: {} },
        { version: 1, recorded: '2026-09-01T00:00:00Z', author: 'duty', reason: '', changed: ['name'], recipient: {} },
      ],
    });
    expect(changes.map((change) => changeText(change, 'ja'))).toEqual([
      '9/1 09:00 削除（duty）',
      '9/1 09:00 変更：送り方・署名の鍵（duty） 異動',
      '9/1 09:00 追加（duty）',
    ]);
  });
});
