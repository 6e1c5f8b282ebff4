import type { NewReport } from '../residents/reports';
import type { OutboxStore } from './outbox';

const DATABASE = 'machizu-field';
const REPORTS = 'reports';

/** Keeps reports in the browser's database; where it has none, as long as the page is open. */
export async function openOutboxStore(): Promise<OutboxStore> {
  try {
    return new KeptReports(await openDatabase());
  } catch {
    return new HeldReports();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(REPORTS, { autoIncrement: true }).createIndex('id', 'id');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('the browser opens no database', { cause: request.error }));
  });
}

/** In the order in which they were kept; photos are kept as the files that they are. */
class KeptReports implements OutboxStore {
  constructor(private readonly database: IDBDatabase) {}

  async list(): Promise<NewReport[]> {
    const all = this.database.transaction(REPORTS).objectStore(REPORTS).getAll();
    return (await ended(all)) as NewReport[];
  }

  async put(report: NewReport): Promise<void> {
    await ended(this.database.transaction(REPORTS, 'readwrite').objectStore(REPORTS).add(report));
  }

  async remove(id: string): Promise<void> {
    const store = this.database.transaction(REPORTS, 'readwrite').objectStore(REPORTS);
    const keys = await ended(store.index('id').getAllKeys(id));
    for (const key of keys) await ended(store.delete(key));
  }
}

/** In memory. */
export class HeldReports implements OutboxStore {
  private readonly reports: NewReport[] = [];

  list(): Promise<NewReport[]> {
    return Promise.resolve([...this.reports]);
  }

  put(report: NewReport): Promise<void> {
    this.reports.push(report);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    const at = this.reports.findIndex((report) => report.id === id);
    if (at >= 0) this.reports.splice(at, 1);
    return Promise.resolve();
  }
}

function ended<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error("the browser's database failed", { cause: request.error }));
  });
}
