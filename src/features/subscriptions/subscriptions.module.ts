import { Module } from '@nestjs/common';
import { PreferencesPages } from './preferences.pages.js';
import { SubscriptionsPages } from './subscriptions.pages.js';

/** Who wants which mail. */
@Module({ controllers: [SubscriptionsPages, PreferencesPages] })
export class SubscriptionsModule {}
