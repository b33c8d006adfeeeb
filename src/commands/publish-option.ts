/** Options of the commands that publish the server-target map. Apart from the work: the kill switch loads nothing else. */
import { type Command, Option } from 'commander';
import { collect } from './collect.ts';

export interface PlaceOptions {
  config?: string;
  allowProject: string[];
}

export const withPublish = (command: Command): Command =>
  command
    .addOption(new Option('--publish <where>', 'publish the map to the clients').choices(['remote-config']))
    .option('--allow-project <project>', 'a project that may be published to (repeatable)', collect, []);
