import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { Settings } from './settings.js';

/** What everything else stands on: the settings and the time. */
@Global()
@Module({})
export class ConfigModule {
  static with(settings: Settings, clock: Clock): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useValue: clock },
      ],
      exports: [Settings, Clock],
    };
  }
}
