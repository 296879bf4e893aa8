import { answersInTime } from '../../infra/monitoring/answers-in-time.js';
import type { UploadStore } from '../../store/upload-store.js';

/** Whether the upload store answers in time, and is the one of this installation. Never rejects. */
export async function isStoreOurs(store: Pick<UploadStore, 'seeOwner'>): Promise<boolean> {
  let isOurs = false;
  const answered = await answersInTime(async () => {
    isOurs = (await store.seeOwner()) === 'ours';
  });
  return answered && isOurs;
}
