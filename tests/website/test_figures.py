"""Every figure that the source documents of the reference cases state is found where it belongs, on the built sample.

The table below was typed from the documents, not from `content/`: a page, what a row or a sentence there speaks of (all
of these words), and the figure with its unit as the source has it. A figure that changed, lost its unit or its 近 and
多, or moved to another row, is not found.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = Path(__file__).parents[2]

PHASED = "plans/tianjin-work-study.html"
CITY = "plans/city-vocational-year.html"
FUZHOU = "groups/fuzhou-construction.html"
JIUCHENG = "groups/jiucheng-construction.html"
HUBEI = "groups/hubei-forestry.html"
HUNAN = "groups/hunan-machinery.html"

FIGURES: Mapping[str, tuple[tuple[str, str], ...]] = {
    # The phased plan of a city: three phases, three metrics, the overall targets.
    PHASED: (
        ("成文日期", "2022年8月23日"),
        ("见于", "2022年8月28日"),
        ("期限", "2022年8月至2025年7月"),
        ("阶段 第一阶段", "2022年8月至2023年7月"),
        ("阶段 第二阶段", "2023年7月至2024年7月"),
        ("阶段 第三阶段", "2024年7月至2025年7月"),
        ("工学一体化专业 第一阶段", "等于6个"),
        ("工学一体化专业 第一阶段", "目标6个"),
        ("工学一体化专业 第二阶段", "新增2个"),
        ("工学一体化专业 第二阶段", "目标8个"),
        ("工学一体化专业 第三阶段", "新增1个"),
        ("工学一体化专业 第三阶段", "目标9个"),
        ("工学一体化专业 总目标", "等于9个"),
        ("参与院校 第一阶段", "等于4个"),
        ("参与院校 第一阶段", "目标4个"),
        ("参与院校 第二阶段", "新增2个"),
        ("参与院校 第二阶段", "目标6个"),
        ("参与院校 第三阶段", "新增1个"),
        ("参与院校 第三阶段", "目标7个"),
        ("参与院校 总目标", "等于7个"),
        ("一体化教师培训 第一阶段", "等于20人次"),
        ("一体化教师培训 第一阶段", "目标20人次"),
        ("一体化教师培训 第二阶段", "新增30人次"),
        ("一体化教师培训 第二阶段", "目标50人次"),
        ("一体化教师培训 第三阶段", "新增50人次"),
        ("一体化教师培训 第三阶段", "目标100人次"),
        ("一体化教师培训 总目标", "等于100名"),
        ("重叠", "2023年7月"),
        ("重叠", "2024年7月"),
        ("一体化教师培训 单位不同", "名、人次"),
        ("合计可以核对", "专业6加2加1得9"),
        ("合计可以核对", "院校4加2加1得7"),
        ("合计可以核对", "培训20加30加50得100"),
        ("产业体系", "1+3+4"),
        ("产业链", "12条"),
        ("发文字号", "人社部函〔2022〕20号"),
        ("发文字号", "人社部发〔2021〕30号"),
        ("任务", "9项"),
        ("保障措施", "4项"),
    ),
    # The yearly plan of a city, in which one target contradicts itself and one has two units.
    CITY: (
        ("成文日期", "20*"),
        ("中等职业教育招生 招生培训", "15000人"),
        ("中等职业教育招生 保障措施第9条", "15000人"),
        ("技能人才教育培训 招生培训", "50000人次"),
        ("技能人才教育培训 保障措施第9条", "50000人"),
        ("技能人才教育培训 单位不同", "人次、人"),
        ("区域性综合实训基地 基地建设", "6处"),
        ("首批百所", "100个"),
        ("保障措施第3条", "100个"),
        ("选派教师进企业 保障措施第5条", "100名"),
        ("聘请技师进校园 保障措施第5条", "100名"),
        ("百所", "一批专业实训基地"),
        ("现代服务业、电子与信息技术", "2个"),
        ("食品与医药卫生、汽车运用与维修", "4个"),
        ("国家级媒体报道 宣传报道 每校", "1篇"),
        ("省级媒体报道 宣传报道 每校", "3篇"),
        ("市级媒体报道 宣传报道 每校", "10篇"),
        ("国家级媒体报道 保障措施第9条", "1篇"),
        ("省级媒体报道 保障措施第9条", "3篇"),
        ("市级媒体报道 保障措施第9条", "5篇"),
        ("市级媒体报道", "来源自相矛盾"),
        ("优化全市职业教育布局", "三年"),
        ("技能人才选拔训练月", "3月"),
        ("技能竞赛展示活动月", "4月"),
        ("校企合作经验交流会", "上半年"),
        ("师资培训工作交流会", "下半年"),
        ("艺术节", "下半年"),
        ("媒体报道", "年底前"),
        ("可推断", "60周年"),
        ("可推断", "2009年"),
        ("保障措施共", "10条"),
        ("主题", "规范管理内涵提升品牌增效"),
        ("实训基地建设", "校外示范实训基地"),
        ("实训基地建设", "动态评审"),
        ("师资队伍", "首批市职教名师"),
        ("师资队伍", "互派兼职副职"),
        ("教学改革", "三段式"),
        ("教学改革", "双证互通"),
    ),
    FUZHOU: (
        ("合作企业", "近100家"),
        ("校外实训基地", "9个"),
        ("开设专业", "9个"),
        ("办学平台", "2个"),
        ("服务中心", "4个"),
        ("订单培养班", "1个"),
        ("订单培养班", "首届学员已上岗"),
        ("成员", "省六建"),
        ("成员", "市三建"),
        ("成员", "快科电梯"),
        ("争取建成", "国家级高水平示范性职业学校"),
    ),
    JIUCHENG: (
        ("成立日期", "20XX年7月"),
        ("批准单位", "泸县民政局"),
        ("成立", "近半年"),
        ("专家人才库", "80名"),
        ("用工信息库企业", "156个"),
        ("用工需求岗位", "3187个"),
        ("需要顶岗实习的学生", "558名"),
        ("企业见习", "1200人次"),
        ("企业顶岗实习", "180人次"),
        ("教师进企业", "185人次"),
        ("企业人才进校园", "62人次"),
        ("社团联盟活动", "1次"),
        ("社团联盟活动", "100多人"),
        ("11月", "2次"),
        ("12月", "1次"),
        ("来校参观", "2次"),
        ("退役士兵", "270人次"),
        ("技能培训", "245人次"),
        ("创业培训", "150人次"),
        ("建筑专业岗位培训", "650人次"),
        ("非建筑专业人员", "560人次"),
        ("工种鉴定", "1150人次"),
        ("SYB创业培训", "145人次"),
        ("培训后创业", "86人"),
        ("技能竞赛", "次年3月初"),
        ("网站栏目", "5个"),
        ("用人单位信息", "156个"),
        ("用人单位信息", "3187个"),
        ("毕业生信息", "558名"),
        ("会议交流发言", "1次"),
        ("存在问题", "2项"),
    ),
    HUBEI: (
        ("集团成立", "两年"),
        ("协议的院校", "6家"),
        ("协议的企业", "5家"),
        ("协议的行业组织", "1个"),
        ("品牌建设专业", "5个"),
        ("实习实训基地", "2个"),
        ("授课的集团内教师", "5名"),
        ("企业专家", "10名"),
        ("企业一线实践", "102名"),
        ("兼职教师", "83名"),
        ("培训班", "28期"),
        ("培训人次", "2500多人次"),
        ("新疆博州培训班", "2期"),
        ("新疆博州培训人数", "48人"),
        ("走访企业", "19家"),
        ("所在省市", "13个"),
        ("校园招聘会", "20XX年5月24日"),
        ("企业家座谈会", "5场"),
        ("企业家座谈会", "6月至10月"),
        ("科研服务团队", "11个"),
        ("编号列出的服务成果", "10项"),
        ("编号之外", "1项"),
        ("存在的不足", "3项"),
        ("生态功能区", "数字3"),
    ),
    HUNAN: (
        ("调研企业", "57家"),
        ("调研报告", "2份"),
        ("座谈会参会企业", "近30家"),
        ("篮球赛参赛企业", "10家"),
        ("订单培养学生", "近1800人"),
        ("受企业资助的高职院校", "3个"),
        ("成员院校", "2个"),
        ("生产性实习的班级", "12班"),
        ("专家研讨会", "2次"),
        ("认证考试", "27人"),
        ("先进院校称号", "2个"),
        ("先进院校称号", "20XX年11月"),
        ("当年工作", "8项"),
        ("下一年设想", "4项"),
        ("战略新兴产业", "3月至6月"),
        ("战略新兴产业", "9月至11月"),
    ),
}

PLACES = "tr, li, p, .jp-facts > div, .jp-sec__head, section > h2, section > header, .jp-head"
"""What speaks of one thing: a row, an item, a sentence, a fact, a heading with its note."""
_BESIDE = re.compile(r"[0-9近约多余]")
"""What would make another figure of one, right before it."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[str, ...]]:
    """What each place of the six pages says, of the sample as its users build it."""
    target = tmp_path_factory.mktemp("sample") / "site"
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "-d", str(target)], cwd=ROOT, check=True, capture_output=True
    )
    return {page: _places((target / page).read_text(encoding="utf-8")) for page in FIGURES}


def _places(html: str) -> tuple[str, ...]:
    main = LexborHTMLParser(html).css_first("main")
    assert main is not None
    return tuple(_plain(_heading(place) + place.text()) for place in main.css(PLACES))


def _heading(place: LexborNode) -> str:
    """What the row at the head of a group of rows says: the metric of a plan."""
    group = place.parent
    head = group.css_first("tr.jp-targets__name") if place.tag == "tr" and group is not None else None
    return head.text() if head is not None else ""


def _plain(text: str) -> str:
    """Without blanks, and without the commas between thousands."""
    return re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", re.sub(r"\s+", "", text))


def stated(figure: str, said: str) -> bool:
    """Whether a text has this figure, and not one that only ends or goes on like it."""
    for found in re.finditer(re.escape(figure), said):
        before, after = said[: found.start()][-1:], said[found.end() :][:1]
        widened = figure[0].isdigit() and bool(_BESIDE.fullmatch(before))
        longer = (figure[-1].isdigit() and after.isdigit()) or (figure[-1] == "人" and after in {"次", "天"})
        if not widened and not longer:
            return True
    return False


@pytest.mark.parametrize(
    ("page", "subject", "figure"),
    [(page, subject, figure) for page, figures in FIGURES.items() for subject, figure in figures],
)
def test_the_figure_stands_where_it_belongs(
    places: Mapping[str, tuple[str, ...]], page: str, subject: str, figure: str
) -> None:
    speaking = [said for said in places[page] if all(word in said for word in subject.split())]
    assert speaking, f"nothing on {page} speaks of {subject}"
    assert any(stated(figure, said) for said in speaking), speaking


@pytest.mark.parametrize(
    ("figure", "said"),
    [("6个", "16个"), ("100家", "近100家"), ("50000人", "50000人次"), ("2500人次", "2500多人次"), ("10篇", "100篇")],
)
def test_another_figure_is_not_taken_for_it(figure: str, said: str) -> None:
    assert not stated(figure, said)
