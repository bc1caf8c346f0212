import { Module } from '@nestjs/common';
import { SubscriptionsPages } from './subscriptions.pages.js';

/** Who wants which mail. */
@Module({ controllers: [SubscriptionsPages] })
export class SubscriptionsModule {}
