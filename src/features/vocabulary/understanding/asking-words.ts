/**
 * Words with which people ask instead of saying what for: left out of a question that says something else. Listings have them
 * too («厂家», «报价»), so that they are no stop words of the index.
 */
const ASKING_WORDS: ReadonlySet<string> = new Set(
  (
    '厂 厂子 工厂 厂家 供应商 服务商 生产商 加工厂 公司 企业 单位 店 价 价格 价钱 报价 询价 多少 多少钱 钱 便宜 哪里 哪儿 哪家 哪个 哪些 谁 谁家 谁能 怎么 怎么办 怎样 如何 ' +
    '什么 好 最好 求 求购 采购 购买 买 卖 出售 供应 找 寻 寻找 想 想要 想找 要 需要 需 有 有没有 能 能做 能不能 可以 会 做 弄 搞 干 帮 帮忙 请 请问 附近 本地 周边 推荐 靠谱 专业 ' +
    '正规 联系 电话 急 急需 急求 急找 加急 吗 呢 吧 啊 的话 这种 那种 一下 一个 一台 一批 几台 几个 老 我们 我厂 我家 家里 咱们 咱厂 解决 怎么解决 办法 谢谢 supplier suppliers manufacturer ' +
    'manufacturers company price cheap buy best near where find who can offer offers service services'
  ).split(' '),
);

export function isAskingWord(word: string): boolean {
  return ASKING_WORDS.has(word);
}
