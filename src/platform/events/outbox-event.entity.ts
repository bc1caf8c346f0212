import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('outbox_event')
export class OutboxEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_outbox_event' })
  id: string;

  @Column('text')
  type: string;

  @Column('jsonb')
  payload: object;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'relayed_at', nullable: true })
  relayedAt: Date | null;
}
