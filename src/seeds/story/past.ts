import type { StoryAnswer, StoryCourse, StoryDemand, Wan } from './story.types.js';

/**
 * Demands of earlier months that are over, by the key of their enterprise: told briefly, for nobody reads them any more, but the figures
 * count what came of them. Not all of them came to something.
 */

type Said = Pick<StoryDemand, 'title' | 'body' | 'category' | 'budget' | 'daysAgo'>;

/** How long a demand was open before its factory closed it. */
const OPEN_DAYS = 20;
/** How long after the publication the first invitations left. */
const FIRST_DAYS = 0.5;

const MESSAGES = ['可以做，下周能到现场看。', '做过两家同类的，资料可以先发您看。', '能接，先出方案和报价。', '可以先做小样，合格再谈批量。'] as const;

/** From the publication to the contract and to the acceptance, where they have come by today. */
const SIGNED_DAYS = 15;
const ACCEPTED_DAYS = 50;

/** The first got the order, for a sum within the budget; with the others it ended when he had it. */
function courseOf(place: number, daysAgo: number, budget: Wan): StoryCourse {
  const signedAgo = daysAgo - SIGNED_DAYS;
  if (place > 0) return { proposal: daysAgo - 8, ended: { daysAgo: signedAgo - 1, reason: 'other-chosen' } };
  // Now and then another way was found, and some work is not accepted yet.
  if (daysAgo % 5 === 0) return { proposal: daysAgo - 7, negotiation: daysAgo - 11, ended: { daysAgo: signedAgo, reason: 'done-elsewhere' } };
  const [least, most] = [budget[0] ?? 1, budget[1] ?? budget[0] ?? 1];
  const amount = Math.round((least + (most - least) * 0.4) * 10) / 10;
  const acceptedAgo = daysAgo - ACCEPTED_DAYS - (daysAgo % 7);
  return {
    proposal: daysAgo - 7,
    negotiation: daysAgo - 11,
    signed: { daysAgo: signedAgo, amount, confirmedDaysAgo: signedAgo - 1.3 },
    ...(acceptedAgo > 2 && daysAgo % 4 > 0 && { accepted: { daysAgo: acceptedAgo, confirmedDaysAgo: acceptedAgo - 1.6 } }),
  };
}

/** Answers of providers by offering, in the order in which they came. */
function agreed({ daysAgo, budget = [1, 2] }: Said, ...offerings: readonly string[]): StoryAnswer[] {
  return offerings.map((offering, i) => ({
    offering,
    invitedDaysAgo: daysAgo - FIRST_DAYS,
    afterHours: 6 + ((daysAgo * 5 + i * 13) % 40),
    became: 'engaged',
    course: courseOf(i, daysAgo, budget),
    message: MESSAGES[(daysAgo + i) % MESSAGES.length] ?? MESSAGES[0],
  }));
}

function fulfilled(key: string, said: Said, ...offerings: readonly string[]): StoryDemand {
  const { daysAgo } = said;
  return { key: `past/${key}`, ...said, state: { is: 'closed', as: 'fulfilled', daysAgo: daysAgo - OPEN_DAYS }, answers: agreed(said, ...offerings) };
}

function ended(key: string, as: 'withdrawn' | 'expired', said: Said, ...answers: readonly StoryAnswer[]): StoryDemand {
  return { key: `past/${key}`, ...said, state: { is: 'closed', as, daysAgo: said.daysAgo - OPEN_DAYS }, answers };
}

export const PAST_DEMANDS: Readonly<Record<string, readonly StoryDemand[]>> = {
  // 北京
  'yizhuang-robot': [
    fulfilled('joint-parts', { title: '协作机器人关节壳体、法兰小批量精密加工', body: '铝合金和灰铁关节壳体、连接法兰，每批 60 到 200 件，同轴度 0.02，要三坐标报告。', category: 'CAP-MACH', budget: [10, 40], daysAgo: 66 }, 'binhai-aero/five-axis', 'botou-gear/housing'),
    fulfilled('joint-plm', { title: '机器人关节模组图档、BOM 与变更管理系统', body: '研发 40 人，图档在共享盘里，BOM 靠表格，变更通知漏过。要图档、BOM、变更、项目协同一套。', category: 'RND-PLM', budget: [60, 120], daysAgo: 110 }, 'bj-soft/plm'),
    fulfilled('base', { title: '机器人底座焊接结构件，整体退火与加工', body: '底座和立柱焊接结构件，焊后整体退火再加工，每批 20 套。', category: 'CAP-SHEET', budget: [15, 60], daysAgo: 73 }, 'qhd-heavy/structure'),
    fulfilled('shop-app', { title: '机器人装配车间报工、巡检、质检表单低代码应用', body: '装配 6 条线，报工和巡检还用纸，想用低代码自己搭表单，手机能填。', category: 'PLT-APP', budget: [8, 25], daysAgo: 70 }, 'bj-soft/lowcode'),
  ],
  'yizhuang-bio': [
    fulfilled('air', { title: '生物药车间空压站群控与能耗监测节能改造', body: '4 台无油空压机，夜里空载多，要群控、能耗监测，按节电量结算也行。', category: 'ENG-EMS', budget: [30, 90], daysAgo: 76 }, 'bj-energy/air', 'tj-plc/energy'),
    fulfilled('water', { title: '生物药高氮废水提标改造', body: '总氮波动大，要稳定达标，先做小试再定方案。', category: 'MFG-ENV', budget: [60, 150], daysAgo: 100 }, 'tj-env/water'),
  ],
  zhice: [
    fulfilled('mlps', { title: '工业数据平台等保二级差距评估与整改', body: '平台给 30 家厂用，客户要求等保二级，要差距评估、整改和测评陪同。', category: 'SEC-MLPS', budget: [8, 20], daysAgo: 62 }, 'bj-sec/mlps'),
    fulfilled('iso', { title: 'ISO 9001 体系换版辅导到拿证', body: '软硬件都做，60 人，体系文件老了，要辅导换版到拿证。', category: 'SVC-STD', budget: [6, 10], daysAgo: 85 }, 'tj-cert/iatf'),
  ],
  visual: [
    fulfilled('ics', { title: '视觉检测设备工控网隔离、主机加固', body: '客户要求检测工位主机加固、白名单，和办公网隔离，一共 12 套。', category: 'SEC-ICS', budget: [12, 40], daysAgo: 80 }, 'bj-sec/ics'),
    fulfilled('frames', { title: '视觉检测设备机架钣金壳体，每月 20 套', body: '碳钢机架和钣金壳体，喷粉，每月 20 套，图纸齐。', category: 'CAP-SHEET', budget: [2, 8], daysAgo: 60 }, 'cangxian-sheet/cabinet'),
  ],
  'bj-soft': [
    fulfilled('gpu', { title: '工艺仿真算力租用，按卡时结算', body: '铸造和焊接仿真集中在月底，本地服务器排队，要租算力，数据要加密传。', category: 'DAT-HPC', budget: [5, 30], daysAgo: 92 }, 'zhangbei-cloud/gpu'),
  ],
  'bj-energy': [
    fulfilled('sensors', { title: '储能柜无线测温传感器，带防爆证', body: '储能柜每柜 8 个点，要无线测温，带防爆证，首批 200 个。', category: 'EQP-SENS', budget: [6, 20], daysAgo: 66 }, 'chengde/sensor'),
    fulfilled('integration', { title: '两化融合管理体系贯标', body: '节能服务 80 人，申报项目要两化融合贯标证书，年内拿到。', category: 'SVC-STD', budget: [8, 18], daysAgo: 64 }, 'tj-cert/integration'),
  ],
  // 天津
  'binhai-petro': [
    fulfilled('dcs', { title: '间歇反应釜温度先进控制与 DCS 优化', body: '8 台间歇釜，升温靠操作工经验，批间差大，要先进控制，DCS 是国产的。', category: 'MFG-PROC', budget: [50, 120], daysAgo: 43 }, 'tj-plc/apc'),
    fulfilled('safety', { title: '化工厂区双重预防、人员定位、作业票一体化', body: '厂区 6 万平方米，要双重预防、人员定位、作业票接到一起，防爆区 3 处。', category: 'MFG-SAFE', budget: [90, 200], daysAgo: 63 }, 'tj-plc/safety'),
    fulfilled('brine', { title: '树脂车间高盐废水提标，先小试', body: '高盐废水每天 60 吨，盐分 3% 上下，要先小试再报价。', category: 'MFG-ENV', budget: [80, 300], daysAgo: 105 }, 'tj-env/water'),
    fulfilled('elbows', { title: '厚壁弯头、三通一批，DN200–DN600', body: '碳钢和不锈钢热推弯头、三通，厚壁，带压力管道元件证，随货给报告。', category: 'MAT-PIPE', budget: [15, 60], daysAgo: 97 }, 'yanshan-pipe/elbow', 'mengcun/thick-flange'),
  ],
  'binhai-aero': [
    fulfilled('air', { title: '航空零件厂空压站联控与节能', body: '空压站 5 台，压力常年打高，要联控、能耗监测，停机窗口只有周日。', category: 'ENG-EMS', budget: [40, 120], daysAgo: 76 }, 'bj-energy/air', 'tj-plc/energy'),
    fulfilled('network', { title: '航空零件车间五轴机床联网，开机率、节拍、刀具台账', body: '西门子和 FANUC 五轴 9 台混线，要采开机率、节拍、刀具，不动电气柜。', category: 'DAT-ACQ', budget: [25, 60], daysAgo: 84 }, 'sjz-data/machining-network', 'tj-plc/cnc-network'),
    ended('fatigue', 'expired', { title: '钛合金接头疲劳断口失效分析', body: '疲劳试验断了 3 件，要断口、金相、成分分析和报告。', category: 'SVC-TEST', budget: [1, 3], daysAgo: 74 }, { offering: 'sjz-test/failure', invitedDaysAgo: 73, became: 'expired' }),
  ],
  beichen: [
    fulfilled('frames', { title: '专机机架大型焊接结构件，整体退火与加工', body: '机架长 6 米，焊后整体退火，再上龙门铣，每年 12 套。', category: 'CAP-SHEET', budget: [30, 120], daysAgo: 78 }, 'qhd-heavy/structure'),
    fulfilled('plm', { title: '专机设计图档、BOM 与项目协同', body: '每个项目一套图，借用件多，版本乱，要图档、BOM 和项目协同。', category: 'RND-PLM', budget: [60, 110], daysAgo: 120 }, 'bj-soft/plm'),
    fulfilled('cae', { title: '焊接夹具变形工艺仿真与咨询', body: '焊后变形 2 到 3 毫米，靠试，要焊接仿真和夹具改进建议。', category: 'RND-CAD', budget: [5, 20], daysAgo: 90 }, 'bj-soft/cae'),
  ],
  'wuqing-bike': [
    fulfilled('welding', { title: '自行车架弧焊机器人工作站', body: '铝合金和钢车架，现在 20 个焊工，先上两个弧焊机器人工作站，要低飞溅。', category: 'EQP-ROB', budget: [40, 120], daysAgo: 57 }, 'yizhuang-robot/welding', 'tangshan-robot/welding'),
    ended('paint', 'expired', { title: '车架喷涂线 VOCs 治理，沸石转轮', body: '喷涂线风量 4 万，要沸石转轮加 RTO，环保限期改造。', category: 'MFG-ENV', budget: [80, 160], daysAgo: 68 }),
  ],
  'tj-plc': [
    fulfilled('ics', { title: '控制系统实验室工控网隔离、白名单', body: '实验室给客户做联调，要工控网隔离、白名单和主机加固，出检测报告。', category: 'SEC-ICS', budget: [10, 30], daysAgo: 88 }, 'bj-sec/ics'),
  ],
  // 河北
  'caofeidian-steel': [
    fulfilled('fans', { title: '除尘风机、减速机振动诊断与预测性维护', body: '除尘风机 22 台、减速机 30 台，去年轴承抱死 4 次，要在线振动诊断。', category: 'DAT-PDM', budget: [60, 200], daysAgo: 61 }, 'zhice/vibration'),
  ],
  'baoding-auto': [
    fulfilled('cracks', { title: '汽车冲压件开裂、缩颈在线检测', body: '侧围和门内板，节拍 8 秒，现在靠人看，开裂漏到焊装。', category: 'DAT-VIS', budget: [60, 150], daysAgo: 96 }, 'visual/stamping'),
    fulfilled('line', { title: '焊装线停产窗口内切换改造', body: '焊装线要混两种车型，停产窗口 9 天，总包。', category: 'EQP-LINE', budget: [200, 600], daysAgo: 54 }, 'beichen/line'),
    ended('agv', 'withdrawn', { title: '冲压车间厂内搬运 AGV 与调度系统', body: '料架搬运 14 个点，现在 6 辆叉车，想换 AGV。', category: 'SCM-AGV', budget: [60, 150], daysAgo: 82 }, { offering: 'langfang-logistics/agv', invitedDaysAgo: 81, afterHours: 30, became: 'declined', reason: 'deadline', message: '年底前排不进去。' }),
  ],
  'botou-cast': [
    fulfilled('dust', { title: '铸造抛丸、砂处理除尘改造', body: '抛丸 3 台、砂处理一条线，除尘器阻力大，风量不够，要改滤筒。', category: 'MFG-ENV', budget: [60, 160], daysAgo: 83 }, 'tj-env/dust'),
    fulfilled('casting-cae', { title: '床身铸件缩松工艺仿真与咨询', body: '床身导轨下面缩松，废品 6%，要铸造仿真改浇冒口。', category: 'RND-CAD', budget: [3, 12], daysAgo: 91 }, 'bj-soft/cae'),
  ],
  'linxi-bearing': [
    fulfilled('heat', { title: '轴承套圈网带炉淬火回火外协', body: '每月 3 万套轴承套圈，硬度 58 到 62，散差不超过 2，每炉带金相。', category: 'CAP-HEAT', budget: [3, 15], daysAgo: 63 }, 'handan-heat/mesh-belt'),
    fulfilled('iatf', { title: 'IATF 16949 监督审核前辅导', body: '小厂，内审员刚换，要审核前辅导和文件整理。', category: 'SVC-STD', budget: [6, 12], daysAgo: 112 }, 'tj-cert/iatf'),
  ],
  'yanshan-pipe': [
    fulfilled('welds', { title: '弯头焊缝无损检测与驻厂检验', body: '出口一批弯头，业主要第三方驻厂检验，焊缝做射线和相控阵。', category: 'SVC-TEST', budget: [2, 10], daysAgo: 52 }, 'tj-cert/inspection', 'sjz-test/ndt'),
  ],
  'sjz-pharma': [
    fulfilled('energy', { title: '制剂车间水电气能耗监测', body: '纯化水、蒸汽、压缩空气都没分表，要分车间能耗监测，日报能导出。', category: 'ENG-EMS', budget: [20, 60], daysAgo: 76 }, 'tj-plc/energy'),
    ended('granulation', 'expired', { title: '制粒过程参数寻优与质量判定', body: '制粒终点靠手感，批间差大，想用历史曲线做判定。', category: 'PLT-MODEL', budget: [40, 90], daysAgo: 66 }),
  ],
  'huanghua-mold': [
    fulfilled('plm', { title: '注塑模具图档、BOM 和变更管理', body: '每年 180 副模具，图纸改了现场不知道，要图档、BOM、变更一套。', category: 'RND-PLM', budget: [60, 100], daysAgo: 100 }, 'bj-soft/plm'),
  ],
  'yongnian-fastener': [
    fulfilled('mes', { title: '螺栓车间扫码报工与进度看板', body: '冷镦、搓丝、热处理 5 道工序，单子靠纸，要扫码报工、进度看板。', category: 'MFG-MES', budget: [25, 60], daysAgo: 95 }, 'sjz-data/mes'),
    ended('sorting', 'withdrawn', { title: '大规格螺栓表面裂纹检测', body: 'M36 以上螺栓头下裂纹，现在磁粉抽检，想全检。', category: 'SVC-TEST', budget: [5, 20], daysAgo: 71 }, { offering: 'sjz-test/ndt', invitedDaysAgo: 70, afterHours: 15, became: 'refused', message: '可以带磁粉和相控阵设备到厂。', reason: 'postponed' }),
  ],
  'tangshan-robot': [
    ended('castings', 'expired', { title: '机器人底座、工作台灰铁铸件', body: '底座和工作台灰铁铸件，单件 400 到 900 公斤，退火后交毛坯。', category: 'CAP-CAST', budget: [6, 20], daysAgo: 110 }, { offering: 'botou-cast/bed', invitedDaysAgo: 109, became: 'expired' }),
  ],
  'langfang-auto': [
    ended('welding-cae', 'withdrawn', { title: '装配线焊接机架变形仿真与咨询', body: '焊接机架变形超差，要焊接工艺仿真，一周内出建议。', category: 'RND-CAD', budget: [3, 6], daysAgo: 75 }, { offering: 'bj-soft/cae', invitedDaysAgo: 74, afterHours: 20, became: 'declined', reason: 'deadline', message: '一周来不及，三周可以。' }),
  ],
  mengcun: [
    ended('fracture', 'expired', { title: '弯头断口失效分析，金相、成分', body: '低温冲击不合格 2 件，要断口、金相、成分分析，英文报告。', category: 'SVC-TEST', budget: [0.5, 2], daysAgo: 70 }, { offering: 'sjz-test/failure', invitedDaysAgo: 69, afterHours: 30, became: 'declined', reason: 'scope', message: '英文报告出不了。' }),
  ],
  'baoding-power': [
    ended('footprint', 'withdrawn', { title: '电气产品碳足迹核算', body: '干式变压器两个型号，客户要碳足迹报告。', category: 'ENG-CARB', budget: [3, 8], daysAgo: 79 }, { offering: 'bj-energy/footprint', invitedDaysAgo: 78, afterHours: 12, became: 'refused', message: '两个型号一起做，四周出报告。', reason: 'postponed', note: '客户推迟到明年。' }),
  ],
  'langfang-logistics': [
    ended('bodies', 'expired', { title: 'AGV 车体钣金壳体，喷粉', body: 'AGV 车体钣金壳体，每月 40 套，激光切割、折弯、喷粉一起做。', category: 'CAP-SHEET', budget: [3, 10], daysAgo: 64 }, { offering: 'cangxian-sheet/cabinet', invitedDaysAgo: 63, became: 'expired' }),
  ],
  'qhd-heavy': [
    ended('robot', 'expired', { title: '大件弧焊机器人工作站', body: '结构件长 8 米，厚板多层多道，想上一套弧焊机器人工作站。', category: 'EQP-ROB', budget: [20, 40], daysAgo: 72 }, { offering: 'tangshan-robot/welding', invitedDaysAgo: 71, afterHours: 26, became: 'declined', reason: 'budget', message: '这个行程的工作站起步价要高一倍。' }),
  ],
  'hengshui-rubber': [
    ended('voc', 'expired', { title: '密炼车间 VOCs 治理', body: '密炼和硫化废气合并处理，风量 3 万。', category: 'MFG-ENV', budget: [60, 100], daysAgo: 67 }),
  ],
};
