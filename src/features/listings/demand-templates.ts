import { defineTexts, type Language, type Text } from '../../shared/language.js';

/** What providers of one kind of service ask first: an example of a title, an outline of the situation, and a prompt for each of the five things. */
export interface DemandTemplate {
  readonly title: Text;
  /** One question a line; each language has as many. */
  readonly outline: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly product: Text;
  readonly materials: Text;
  readonly methods: Text;
  readonly effect: Text;
  readonly application: Text;
}

/** By the tops of the list of service categories; one that is not here has no template. */
const TEMPLATES: Readonly<Record<string, DemandTemplate>> = {
  NET: {
    title: { zh: '例如：两个车间 60 台设备联网，老机床没有网口', en: 'For example: network 60 machines in two workshops, the old ones without a port' },
    outline: { zh: ['要联的设备（种类、台数）', '现有网络（有线、无线、5G、专线）', '哪里断、哪里慢'], en: ['What is to be connected (kinds, how many)', 'The network there is (wired, wireless, 5G, leased line)', 'Where it breaks or is slow'] },
    ...defineTexts({
      product: { zh: '联网后服务的是哪条线、哪个系统', en: 'The line or system that the network serves' },
      materials: { zh: '点位数量、距离、布线条件', en: 'Points, distances, how cables can run' },
      methods: { zh: '想用有线、无线还是标识码，都没定就写「请建议」', en: 'Wired, wireless or codes; “open to proposals” will do' },
      effect: { zh: '时延、丢包、在线率要到多少；一物一码要覆盖多少', en: 'Delay, loss, availability; how many items carry a code' },
      application: { zh: '车间电磁、粉尘、防爆要求；能不能停产施工', en: 'Interference, dust, explosion protection; may work stop production' },
    }),
  },
  PLT: {
    title: { zh: '例如：三个厂区的设备数据接到一个平台上看', en: 'For example: see the data of three plants on one platform' },
    outline: { zh: ['现有系统（MES、ERP、自建）', '要接的设备和数据', '谁来用、在哪里看'], en: ['Systems there are (MES, ERP, own)', 'Machines and data to be connected', 'Who uses it, and where'] },
    ...defineTexts({
      product: { zh: '平台服务的产品和厂区', en: 'The products and plants it serves' },
      materials: { zh: '点数、频率、要保存多久', en: 'Points, frequency, how long it is kept' },
      methods: { zh: '公有云、私有化还是本地；要不要低代码', en: 'Public, private or on site; low code or not' },
      effect: { zh: '接入多少台、多少人用、多久上线', en: 'Machines connected, people using it, months to go live' },
      application: { zh: '数据能不能出厂，等保几级', en: 'May data leave the plant; level of protection' },
    }),
  },
  DAT: {
    title: { zh: '例如：12 台数控机床联网采集与刀具寿命预警', en: 'For example: data from 12 CNC machines and a warning before tools wear out' },
    outline: { zh: ['设备（品牌、系统、台数）', '有没有网口、开没开协议', '现在怎么记、问题出在哪里'], en: ['Machines (make, control, how many)', 'Ports and protocols', 'How it is recorded now, and what goes wrong'] },
    ...defineTexts({
      product: { zh: '这些设备在加工什么', en: 'What these machines make' },
      materials: { zh: '要采的量（主轴负载、温度、电流……）、图像张数和标注情况', en: 'What is measured (load, temperature, current …); images and their labels' },
      methods: { zh: '要看板、预警还是自动判定；没想好写「请建议」', en: 'Dashboards, warnings or automatic decisions; “open to proposals” will do' },
      effect: { zh: '提前多久报警、漏判率不超过多少', en: 'How early it warns; the share it may miss' },
      application: { zh: '数据能不能出厂、停机窗口有多长', en: 'May data leave the plant; how long machines may stop' },
    }),
  },
  SEC: {
    title: { zh: '例如：控制网和办公网隔开，年底前过等保二级', en: 'For example: part the control network from the office, pass level 2 this year' },
    outline: { zh: ['网络和控制系统（PLC、DCS 数量）', '有没有出过事', '哪天要验收'], en: ['Networks and controllers (how many PLC, DCS)', 'Incidents so far', 'The day of the audit'] },
    ...defineTexts({
      product: { zh: '要保护的产线和系统', en: 'The lines and systems to protect' },
      materials: { zh: '资产清单、接入点、远程维护的通道', en: 'Assets, access points, remote maintenance' },
      methods: { zh: '评估、加固、隔离、监测，要哪几样', en: 'Assessment, hardening, separation, monitoring: which of them' },
      effect: { zh: '过几级、多久内发现异常', en: 'Which level; how soon an anomaly is seen' },
      application: { zh: '能不能装代理、能不能停机', en: 'May agents be installed, may machines stop' },
    }),
  },
  RND: {
    title: { zh: '例如：泵壳流道优化，效率提高三个点', en: 'For example: better channels of a pump casing, three points of efficiency' },
    outline: { zh: ['产品和现有图纸、模型', '现在的性能和差距', '试过什么'], en: ['The product, drawings and models there are', 'How it performs now, and the gap', 'What was tried'] },
    ...defineTexts({
      product: { zh: '型号、用途、年产量', en: 'Type, use, yearly output' },
      materials: { zh: '材料牌号、关键尺寸、试验数据', en: 'Grades, key dimensions, test data' },
      methods: { zh: '仿真、设计、样机还是联合研发', en: 'Simulation, design, prototype or joint research' },
      effect: { zh: '性能指标从多少到多少', en: 'Which figure goes from where to where' },
      application: { zh: '知识产权归谁，样机几件', en: 'Who owns the results; how many prototypes' },
    }),
  },
  MFG: {
    title: { zh: '例如：多品种小批量，排产从手工改成系统', en: 'For example: many products in small lots, planning by a system instead of by hand' },
    outline: { zh: ['产线、班次、品种数', '现在怎么排、怎么报工', '最常出的乱子'], en: ['Lines, shifts, number of products', 'How it is planned and reported now', 'What goes wrong most'] },
    ...defineTexts({
      product: { zh: '做什么产品、一个月多少单', en: 'Products, orders a month' },
      materials: { zh: '工序、设备数、在制品', en: 'Steps, machines, work in progress' },
      methods: { zh: 'MES、排程、质量追溯，要哪几块；和 ERP 怎么接', en: 'MES, planning, traceability: which; how it meets the ERP' },
      effect: { zh: '准时交货率、在制品、返工要到多少', en: 'On-time delivery, work in progress, rework' },
      application: { zh: '谁来录数据，车间有没有终端', en: 'Who enters data; terminals in the workshop' },
    }),
  },
  ENG: {
    title: { zh: '例如：空压站一年省 15% 的电', en: 'For example: 15% less power for the compressed-air station' },
    outline: { zh: ['主要耗能设备和年用量', '有没有分项计量', '电价、气价'], en: ['What uses most energy, how much a year', 'Metering there is', 'Prices of power and gas'] },
    ...defineTexts({
      product: { zh: '用能对应的产品和产量', en: 'The products and output behind it' },
      materials: { zh: '设备功率、运行小时、现有仪表', en: 'Power, hours, meters' },
      methods: { zh: '改造、余热、光储、碳核算；愿不愿意合同能源管理', en: 'Refit, waste heat, solar and storage, carbon accounts; energy performance contract or not' },
      effect: { zh: '省多少、几年回本、排放降到多少', en: 'How much is saved, years to pay back, emissions' },
      application: { zh: '能不能停产改造，屋顶和场地条件', en: 'May production stop; roof and ground' },
    }),
  },
  SCM: {
    title: { zh: '例如：立体库和 ERP 打通，盘点不用停产', en: 'For example: a high-bay store that talks to the ERP, stocktaking without a stop' },
    outline: { zh: ['货物（种类、件数、重量）', '库房和设备', '现在怎么出入库'], en: ['Goods (kinds, pieces, weight)', 'Store and equipment', 'How goods go in and out'] },
    ...defineTexts({
      product: { zh: '存的、运的是什么', en: 'What is stored or moved' },
      materials: { zh: '托盘、料箱规格，每天进出多少', en: 'Pallets and boxes, moves a day' },
      methods: { zh: 'WMS、AGV、立库、供应商协同，要哪几样', en: 'WMS, AGV, high bay, suppliers’ portal: which' },
      effect: { zh: '准确率、周转天数、少用几个人', en: 'Accuracy, days of stock, fewer hands' },
      application: { zh: '净高、承重、通道宽度，冷库还是常温', en: 'Height, floor load, aisles; cold or not' },
    }),
  },
  BIZ: {
    title: { zh: '例如：销售、采购、财务一套系统，手机上能批', en: 'For example: sales, purchase and accounts in one system, approvals on the phone' },
    outline: { zh: ['公司人数和部门', '现在用的系统和表', '最费工夫的一件事'], en: ['People and departments', 'Systems and sheets in use', 'What takes most time'] },
    ...defineTexts({
      product: { zh: '做什么生意、一个月多少单', en: 'The business, orders a month' },
      materials: { zh: '要迁移的数据：客户、物料、账', en: 'Data to bring along: customers, items, books' },
      methods: { zh: '买成品、改造还是定制', en: 'Ready-made, adapted or made to measure' },
      effect: { zh: '几天出报表、少录几遍', en: 'Days to a report, fewer entries' },
      application: { zh: '多少人用，要不要和税务、银行接', en: 'How many use it; tax and bank connections' },
    }),
  },
  EQP: {
    title: { zh: '例如：坡口加工上下料换成机器人，三班改两班', en: 'For example: a robot to load the bevelling machine, two shifts instead of three' },
    outline: { zh: ['工位和现有设备', '工件（尺寸、重量、几种）', '节拍和人手'], en: ['Stations and machines there are', 'Workpieces (size, weight, kinds)', 'Cycle and hands'] },
    ...defineTexts({
      product: { zh: '加工什么件，一天多少', en: 'Which parts, how many a day' },
      materials: { zh: '工件材料、毛坯状态、换型次数', en: 'Material, blanks, changeovers' },
      methods: { zh: '机器人、专机、改造老设备；夹具谁做', en: 'Robot, special machine or refit; who makes fixtures' },
      effect: { zh: '节拍、换型时间、合格率要到多少', en: 'Cycle, changeover, yield' },
      application: { zh: '场地尺寸、电气气源、安全要求', en: 'Space, power and air, safety' },
    }),
  },
  CAP: {
    title: { zh: '例如：齿轮轴渗碳淬火外协，每月约 2,000 件', en: 'For example: carburising of gear shafts, about 2,000 a month' },
    outline: { zh: ['零件和图纸', '数量（一次、每月）', '现在谁在做、为什么要换'], en: ['Part and drawing', 'Quantity (once, monthly)', 'Who does it now, and why change'] },
    ...defineTexts({
      product: { zh: '用在什么产品上', en: 'The product it goes into' },
      materials: { zh: '牌号、来料状态、最大尺寸和重量', en: 'Grade, condition, largest size and weight' },
      methods: { zh: '工艺要求：加工、热处理、焊接、表面', en: 'Process: machining, heat treatment, welding, surface' },
      effect: { zh: '精度、硬度、层深、合格率', en: 'Tolerance, hardness, depth, yield' },
      application: { zh: '交期、包装、运输谁管，要不要首件报告', en: 'Lead time, packing, transport; first-article report' },
    }),
  },
  MAT: {
    title: { zh: '例如：6205-2RS 轴承国产替代，年用 3 万套', en: 'For example: a domestic 6205-2RS bearing, 30,000 a year' },
    outline: { zh: ['品名、牌号、规格', '年用量和现用品牌', '为什么要找新的'], en: ['Name, grade, size', 'Yearly use and present make', 'Why a new one is wanted'] },
    ...defineTexts({
      product: { zh: '装在什么产品、什么部位', en: 'Which product, which place in it' },
      materials: { zh: '标准号、尺寸、公差、包装', en: 'Standard, dimensions, tolerance, packing' },
      methods: { zh: '现货、定制还是联合开发；要不要先送样', en: 'Stock, made to order or developed; samples first' },
      effect: { zh: '寿命、强度、耐温等指标', en: 'Life, strength, temperature' },
      application: { zh: '工况：转速、载荷、介质、温度', en: 'Speed, load, medium, temperature' },
    }),
  },
  SVC: {
    title: { zh: '例如：出口压力容器要做 PED 认证', en: 'For example: PED certification for vessels to be exported' },
    outline: { zh: ['要办的事和对象', '已有的证书和报告', '什么时候要用'], en: ['What is to be done, for what', 'Certificates and reports there are', 'By when'] },
    ...defineTexts({
      product: { zh: '产品型号和销往哪里', en: 'Type, and where it is sold' },
      materials: { zh: '样品数量、技术文件是否齐全', en: 'Samples; is the technical file complete' },
      methods: { zh: '检测、认证、培训、咨询、招聘，要哪几样', en: 'Tests, certificates, training, advice, people: which' },
      effect: { zh: '拿到什么证、培训多少人、达到什么结果', en: 'Which certificate, how many trained, which result' },
      application: { zh: '在厂里办还是送样，能不能线上', en: 'On site or by samples; online or not' },
    }),
  },
};

export const TEMPLATE_CODES = Object.keys(TEMPLATES);

/** The template for a category: by the top of its path. */
export function demandTemplate(categoryPath: readonly string[]): DemandTemplate | undefined {
  const [top] = categoryPath;
  return top === undefined ? undefined : TEMPLATES[top];
}

const lineOf = (question: string, language: Language): string => (language === 'zh' ? `${question}：` : `${question}: `);

/** The text with the questions of the outline below it that do not stand in it yet. */
export function outlined(text: string, { outline }: DemandTemplate, language: Language): string {
  const missing = outline[language].map((question) => lineOf(question, language)).filter((line) => !text.includes(line.trimEnd()));
  return [text.trim(), ...missing].filter((part) => part !== '').join('\n');
}

/** The text without the questions of an outline that were left unanswered. */
export function withoutOpenQuestions(text: string): string {
  return text
    .split('\n')
    .filter((line) => !OPEN_QUESTIONS.has(line.trim()))
    .join('\n')
    .trim();
}

const OPEN_QUESTIONS: ReadonlySet<string> = new Set(
  Object.values(TEMPLATES).flatMap(({ outline }) => (['zh', 'en'] as const).flatMap((language) => outline[language].map((question) => lineOf(question, language).trim()))),
);
