/** Reads what is known of the client's calls, from the folder of the product's facts. */
import { join } from 'node:path';
import { z } from 'zod';
import { type ClientCall, clientCallSchema } from '../catalog/client-call.ts';
import { readJsonFile } from '../recordings/read-file.ts';

/** Throws a ParityError that names the file, the place and what was expected there. */
export const readClientCalls = (folder: string): Promise<ClientCall[]> =>
  readJsonFile(join(folder, 'client-calls.json'), z.array(clientCallSchema), 'a list of the client’s calls');
