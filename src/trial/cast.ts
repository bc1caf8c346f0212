import { makeUscc } from '../features/enterprises/uscc.js';

/** An enterprise of the trial. The names are made up; what it posts is real. */
export interface CastMember {
  readonly name: string;
  readonly uscc: string;
  readonly regionCode: string;
  readonly size: 'micro' | 'small' | 'medium' | 'large';
  readonly contactName: string;
  readonly contactPhone: string;
  readonly email: string;
}

/** Counties where the three regions' industry sits (GB/T 2260), roughly as the market leans: half of it in Hebei. */
const PLACES: readonly (readonly [code: string, name: string])[] = [
  ['110108', '海淀'],
  ['110115', '大兴'],
  ['110114', '昌平'],
  ['120116', '滨海'],
  ['120113', '北辰'],
  ['120111', '西青'],
  ['130981', '泊头'],
  ['130606', '莲池'],
  ['130209', '曹妃甸'],
  ['130102', '长安'],
  ['131003', '广阳'],
  ['130535', '临西'],
];
const SIZES = ['micro', 'small', 'small', 'medium', 'medium', 'large'] as const;

/** A cast of factories and providers, the same in every run. */
export function castOf(factories: number, providers: number): { factories: CastMember[]; providers: CastMember[] } {
  return {
    factories: Array.from({ length: factories }, (_, n) => member('factory', n, n)),
    providers: Array.from({ length: providers }, (_, n) => member('provider', n, factories + n)),
  };
}

function member(role: 'factory' | 'provider', n: number, serial: number): CastMember {
  const [regionCode, place] = PLACES[n % PLACES.length]!;
  const number = String(n + 1).padStart(3, '0');
  return {
    name: role === 'factory' ? `${place}试运行${number}号机械厂` : `${place}试运行${number}号技术服务有限公司`,
    uscc: makeUscc(regionCode, 600 + serial),
    regionCode,
    size: SIZES[n % SIZES.length]!,
    contactName: role === 'factory' ? `厂长${number}` : `工程师${number}`,
    contactPhone: `139${String(10_000_000 + serial)}`,
    email: `${role}-${number}@trial.example`,
  };
}
