import type { Newcomer } from './user.js';

/** Who needs what and who can do it: jobs so far from each other that who is asked is plain. */
export interface Trade {
  readonly factory: Newcomer;
  readonly demand: { readonly title: string; readonly body: string; readonly product: string; readonly effect: string };
  readonly offering: { readonly title: string; readonly body: string };
}

/** One for each way of reading. */
export const TRADES: readonly Trade[] = [
  {
    factory: { person: '郭师傅', email: 'guo@example.com', enterprise: '泊头示例球拍有限公司', place: '泊头', office: '130981', number: 971 },
    demand: {
      title: '碳纤维羽毛球拍缠绕机张力控制改造 6 台',
      body: '碳纤维羽毛球拍缠绕机 6 台，张力靠砝码，缠绕松紧不匀，球拍断裂返工多。想改成闭环张力控制。',
      product: '碳纤维羽毛球拍，月产 4,000 支',
      effect: '张力波动 3% 以内，断裂返工减半',
    },
    offering: { title: '碳纤维缠绕机闭环张力控制改造', body: '给羽毛球拍、渔竿的碳纤维缠绕机改闭环张力控制，张力波动 2% 以内，已改 40 台。' },
  },
  {
    factory: { person: '冯姐', email: 'feng@example.com', enterprise: '泊头示例酱油酿造有限公司', place: '泊头', office: '130981', number: 981 },
    demand: {
      title: '酱油发酵罐酱醪温度和盐度在线监测 24 只',
      body: '酱油发酵罐 24 只，酱醪温度、盐度靠人爬罐取样，发酵不匀。想装在线监测，手机上看。',
      product: '酿造酱油，年产 8,000 吨',
      effect: '酱醪温度误差 0.5 度以内，取样减到每周一次',
    },
    offering: { title: '酱油、食醋发酵罐酱醪在线监测', body: '酱油发酵罐酱醪温度、盐度、酒精度在线监测，手机看曲线，已装 300 只发酵罐。' },
  },
  {
    factory: { person: '田经理', email: 'tian@example.com', enterprise: '泊头示例制帽有限公司', place: '泊头', office: '130981', number: 961 },
    demand: {
      title: '羊毛毡帽定型机蒸汽压力自动调节 8 台',
      body: '羊毛毡帽定型机 8 台，蒸汽压力靠手拧阀门，帽檐塌陷返烫多。想装自动调节阀和压力记录。',
      product: '羊毛毡帽，年产 60 万顶',
      effect: '蒸汽压力波动 0.02 兆帕以内，返烫减半',
    },
    offering: { title: '毡帽定型机蒸汽压力自动调节', body: '羊毛毡帽、草帽定型机加装蒸汽自动调节阀，压力波动 0.01 兆帕以内，帽檐不塌，已改 50 台。' },
  },
  {
    factory: { person: '乔老板', email: 'qiao@example.com', enterprise: '泊头示例鸭梨冷藏有限公司', place: '泊头', office: '130981', number: 951 },
    demand: {
      title: '鸭梨冷库乙烯浓度监测和通风联动 12 间',
      body: '鸭梨冷库 12 间，乙烯浓度没人测，梨黑心多。想在线监测乙烯和二氧化碳，超了自动通风。',
      product: '鸭梨，年储 5,000 吨',
      effect: '黑心率降到 1% 以下，通风不用人守',
    },
    offering: { title: '果品冷库乙烯监测和自动通风', body: '鸭梨、苹果冷库装乙烯和二氧化碳在线监测，超限自动通风，黑心率 0.8%，已装 200 间冷库。' },
  },
];
