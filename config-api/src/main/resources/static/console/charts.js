"use strict";
(() => {
  /*
   * Draws what a page has in data-chart: {"labels": [...], "times": true, "series": [{"name": "Audience",
   * "values": [...], "bars": true, "right": true}]}. Tooltips are drawn in the canvas, since the page may style nothing in place.
   */
  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** Bars stand on zero; lines may show their own range. */
  function axis(data, side) {
    return {
      type: "value",
      scale: !data.series.some((one) => one.bars && Boolean(one.right) === (side === "right")),
      position: side,
      axisLabel: { color: token("--ink-soft"), formatter: (value) => value.toLocaleString() },
      splitLine: { show: side === "left", lineStyle: { color: token("--line") } },
    };
  }

  function series(one, index) {
    return {
      name: one.name,
      type: one.bars ? "bar" : "line",
      yAxisIndex: one.right ? 1 : 0,
      data: one.values,
      showSymbol: one.values.length < 40,
      symbolSize: 6,
      barMaxWidth: 40,
      connectNulls: true,
      itemStyle: { color: token("--series-" + (index % 4 + 1)) },
      lineStyle: { width: 2 },
    };
  }

  /** Days; with their hours where a day has more than one. */
  function labels(data) {
    if (!data.times) {
      return data.labels;
    }
    const day = { day: "numeric", month: "short" };
    const days = data.labels.map((text) => new Date(text).toLocaleDateString(undefined, day));
    return new Set(days).size === days.length
      ? days
      : data.labels.map((text) => new Date(text).toLocaleString(undefined, { ...day, hour: "2-digit", minute: "2-digit" }));
  }

  function option(data) {
    const right = data.series.some((one) => one.right);
    return {
      animation: false,
      textStyle: { fontFamily: "system-ui, sans-serif" },
      grid: { left: 8, right: 8, top: 44, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 14, itemHeight: 8, textStyle: { color: token("--ink-soft") } },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        backgroundColor: token("--surface"),
        borderColor: token("--line-strong"),
        textStyle: { color: token("--ink") },
      },
      xAxis: {
        type: "category",
        data: labels(data),
        axisLabel: { color: token("--ink-soft") },
        axisLine: { lineStyle: { color: token("--line-strong") } },
        axisTick: { show: false },
      },
      yAxis: right ? [axis(data, "left"), axis(data, "right")] : [axis(data, "left")],
      series: data.series.map(series),
    };
  }

  function draw() {
    for (const place of document.querySelectorAll("[data-chart]")) {
      const chart = echarts.getInstanceByDom(place) || echarts.init(place, null, { renderer: "canvas" });
      chart.setOption(option(JSON.parse(place.dataset.chart)), true);
    }
  }

  draw();
  window.addEventListener("resize", () => {
    document.querySelectorAll("[data-chart]").forEach((place) => echarts.getInstanceByDom(place).resize());
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
