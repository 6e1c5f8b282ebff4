import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveConnection, retryDelayS } from './connection';

/** A line whose other end is in the hands of the test. */
class Line extends EventTarget {
  closed = false;

  close(): void {
    this.closed = true;
  }

  say(type: string, data = ''): void {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

function connection() {
  const lines: Line[] = [];
  const heard: string[] = [];
  const live = new LiveConnection(
    {
      onLayer: (change) => heard.push(`layer ${change.layer}`),
      onLayers: () => heard.push('layers'),
      onJob: (id) => heard.push(`job ${id}`),
      onRoads: ({ layer, rows }) => heard.push(`roads ${layer} ${rows?.length ?? 'all'}`),
      onVehicles: (moved) => heard.push(`vehicles ${moved.map(({ device }) => device).join()}`),
      onGauges: () => heard.push('gauges'),
      onAlert: () => heard.push('alert'),
      onShelters: () => heard.push('shelters'),
      onGuidance: () => heard.push('guidance'),
      onLost: (seconds) => heard.push(`lost ${seconds}`),
      onBack: () => heard.push('back'),
    },
    () => {
      const line = new Line();
      lines.push(line);
      return line as unknown as EventSource;
    },
    () => 0.999,
  );
  return { live, lines, heard };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the open line', () => {
  test('tells of layers and jobs, and says nothing of the first connecting', () => {
    const { live, lines, heard } = connection();
    live.connect();
    lines[0]?.say('open');
    lines[0]?.say('layer', '{"layer":"parcels","boxes":null}');
    lines[0]?.say('job', '{"id":"j1"}');
    lines[0]?.say('layer', 'nonsense');
    lines[0]?.say('layers', '{"changed":true}');
    expect(heard).toEqual(['layer parcels', 'job j1', 'layers']);
  });

  test('tells that shelters, or the ways to them, are otherwise than before', () => {
    const { live, lines, heard } = connection();
    live.connect();
    lines[0]?.say('shelter', '{"shelters":["S01"],"versions":[8]}');
    lines[0]?.say('guidance', '{"version":"abc"}');
    expect(heard).toEqual(['shelters', 'guidance']);
  });

  test('tells of cleared roads and of vehicles, and passes over what is neither', () => {
    const { live, lines, heard } = connection();
    live.connect();
    lines[0]?.say('road', '{"layer":"roads","rows":[[1,1,1,1700000000,0.9]]}');
    lines[0]?.say('road', '{"layer":"roads","rows":null}');
    lines[0]?.say('road', '[]');
    lines[0]?.say(
      'position',
      '{"vehicles":[{"device":"plow-1","title":"","time":"2026-01-31T05:00:00Z","lon":141,"lat":42},{"device":"x"}]}',
    );
    expect(heard).toEqual(['roads roads 1', 'roads roads all', 'vehicles plow-1']);
  });

  test('tells that gauges and alerts have news', () => {
    const { live, lines, heard } = connection();
    live.connect();
    lines[0]?.say('gauge', '{"gauges":["G01"]}');
    lines[0]?.say('alert', '{"alert":7,"what":"raised"}');
    expect(heard).toEqual(['gauges', 'alert']);
  });

  test('is opened again and again, ever later, until the server is back', () => {
    const { live, lines, heard } = connection();
    live.connect();
    lines[0]?.say('error');
    vi.advanceTimersByTime(2000);
    lines[1]?.say('error');
    vi.advanceTimersByTime(4000);
    lines[2]?.say('open');
    expect(heard).toEqual(['lost 2', 'lost 4', 'back']);
    expect(lines.map((line) => line.closed)).toEqual([true, true, false]);
  });

  test('is one only: connecting now ends the waiting', () => {
    const { live, lines, heard } = connection();
    live.connect();
    lines[0]?.say('error');
    live.connect();
    lines[1]?.say('open');
    vi.advanceTimersByTime(600_000);
    lines[0]?.say('error');
    expect(lines).toHaveLength(2);
    expect(heard).toEqual(['lost 2', 'back']);
  });
});

describe('the time until the next try', () => {
  test('doubles up to a minute', () => {
    const delays = [1, 2, 3, 4, 5, 6, 20].map((failures) => retryDelayS(failures, 0.999));
    expect(delays).toEqual([2, 4, 8, 16, 32, 60, 60]);
  });

  test('is spread by half', () => {
    expect(retryDelayS(20, 0)).toBe(30);
  });
});
