import { type Caller, callOf, type Shown } from './authorisedRequests'
import { requestFile } from './requests'
import { type UploadHooks, uploadFile } from './uploadFile'

/** Calls that carry files, apart from the others: not every client has some. */
export function authorisedFiles(caller: Caller, shown: Shown) {
  return {
    file: (path: string): Promise<Blob> =>
      shown((headers) => requestFile({ ...callOf(caller, path), method: 'GET', headers })),
    upload: <Answer>(path: string, file: File, hooks: UploadHooks): Promise<Answer> =>
      shown((headers) => uploadFile<Answer>({ url: caller.url + path, file, headers, hooks })),
  }
}
