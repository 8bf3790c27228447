"use strict";
(() => {
  /*
   * Draws what a page has in data-chart, in the forms that are told below. Tooltips are drawn in the canvas, since the page may style nothing in place.
   */
  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** Bars stand on zero, and so does what is drawn over them; lines alone may show their own range. */
  function axis(data, side) {
    return {
      type: "value",
      scale: !data.series.some((one) => one.bars),
      position: side,
      axisLabel: { color: token("--ink-soft"), formatter: (value) => value.toLocaleString() },
      splitLine: { show: side === "left", lineStyle: { color: token("--line") } },
    };
  }

  function series(one, index, names) {
    return {
      name: one.name,
      type: one.bars ? "bar" : names ? "scatter" : "line",
      yAxisIndex: one.right ? 1 : 0,
      data: one.values,
      showSymbol: one.values.length < 40,
      symbolSize: names ? 10 : 6,
      barMaxWidth: 40,
      connectNulls: true,
      itemStyle: { color: token("--series-" + (index % 4 + 1)), ...(names && !one.bars ? { opacity: 1, borderColor: token("--surface"), borderWidth: 1 } : {}) },
      lineStyle: { width: 2 },
    };
  }

  /** Days; with their hours where a day has more than one. */
  function labels(data) {
    if (data.axis !== "times") {
      return data.labels;
    }
    const day = { day: "numeric", month: "short" };
    const days = data.labels.map((text) => new Date(text).toLocaleDateString(undefined, day));
    return new Set(days).size === days.length
      ? days
      : data.labels.map((text) => new Date(text).toLocaleString(undefined, { ...day, hour: "2-digit", minute: "2-digit" }));
  }

  const frame = { left: 8, right: 8, top: 44, bottom: 8, containLabel: true };

  function legend() {
    return { type: "scroll", top: 0, left: 0, icon: "roundRect", itemWidth: 14, itemHeight: 8, textStyle: { color: token("--ink-soft") } };
  }

  function tooltip(trigger) {
    return {
      trigger,
      renderMode: "richText",
      confine: true,
      backgroundColor: token("--surface"),
      borderColor: token("--line-strong"),
      textStyle: { color: token("--ink") },
    };
  }

  function categoryAxis(labels) {
    return {
      type: "category",
      data: labels,
      axisLabel: { color: token("--ink-soft") },
      axisLine: { lineStyle: { color: token("--line-strong") } },
      axisTick: { show: false },
    };
  }

  function base() {
    return { animation: false, textStyle: { fontFamily: "system-ui, sans-serif" }, grid: frame };
  }

  /** A time as the reader's with UTC beside it, then what the lines have there. */
  function timed(data) {
    return (points) => {
      const utc = new Date(data.labels[points[0].dataIndex]).toISOString().slice(0, 16).replace("T", " ");
      const values = points.map((point) => point.seriesName + ": " + (point.value == null ? "–" : point.value.toLocaleString()));
      return [points[0].axisValueLabel + " (" + utc + " UTC)", ...values].join("\n");
    };
  }

  /** Each name is told, aslant where they are many. */
  function namesAxis(labels) {
    const plain = categoryAxis(labels);
    return { ...plain, axisLabel: { ...plain.axisLabel, interval: 0, rotate: labels.length > 5 ? 50 : 0 } };
  }

  /** {"kind": "categories", "axis": "times", "steps" or "names", "labels": [...], "series": [{"name", "values", "bars", "right"}]} */
  function categories(data) {
    const right = data.series.some((one) => one.right);
    const times = data.axis === "times";
    const names = data.axis === "names";
    return {
      ...base(),
      legend: legend(),
      tooltip: times ? { ...tooltip("axis"), formatter: timed(data) } : tooltip("axis"),
      xAxis: names ? namesAxis(data.labels) : categoryAxis(labels(data)),
      yAxis: right ? [axis(data, "left"), axis(data, "right")] : [axis(data, "left")],
      series: data.series.map((one, index) => series(one, index, names)),
    };
  }

  function numberAxis(name) {
    return {
      type: "value",
      name,
      nameLocation: "middle",
      nameGap: 28,
      scale: true,
      nameTextStyle: { color: token("--ink-soft") },
      axisLabel: { color: token("--ink-soft") },
      splitLine: { lineStyle: { color: token("--line") } },
    };
  }

  /** {"kind": "lines", "x": "False positives", "y": "...", "diagonal": true, "lines": [{"name", "points": [[x, y], ...]}]} */
  function lines(data) {
    const drawn = data.lines.map((one, index) => ({
      name: one.name,
      type: "line",
      data: one.points,
      showSymbol: one.points.length < 40,
      symbolSize: 5,
      itemStyle: { color: token("--series-" + (index % 4 + 1)) },
      lineStyle: { width: 2 },
    }));
    if (data.diagonal) {
      const ends = data.lines.flatMap((one) => one.points.map((point) => Math.max(point[0], point[1])));
      const end = Math.max(...ends, 0);
      drawn.push({ name: "Equal", type: "line", data: [[0, 0], [end, end]], showSymbol: false, silent: true, itemStyle: { color: token("--reference") }, lineStyle: { width: 1, type: "dashed" } });
    }
    return {
      ...base(),
      grid: { ...frame, left: 32, bottom: 28 },
      legend: legend(),
      tooltip: tooltip("item"),
      xAxis: numberAxis(data.x),
      yAxis: { ...numberAxis(data.y), nameGap: 40 },
      series: drawn,
    };
  }

  /** {"kind": "heat", "columns": [...], "rows": [...], "cells": [[column, row, number], ...]} */
  function heat(data) {
    const values = data.cells.map((cell) => cell[2]);
    return {
      ...base(),
      grid: { ...frame, top: 8, bottom: 44 },
      tooltip: { ...tooltip("item"), formatter: (point) => data.rows[point.value[1]] + ", " + data.columns[point.value[0]] + ": " + point.value[2].toLocaleString() },
      xAxis: categoryAxis(data.columns),
      yAxis: categoryAxis(data.rows),
      visualMap: {
        min: Math.min(...values),
        max: Math.max(...values),
        orient: "horizontal",
        left: "center",
        bottom: 0,
        itemHeight: 120,
        text: [Math.max(...values).toLocaleString(), Math.min(...values).toLocaleString()],
        textStyle: { color: token("--ink-soft") },
        inRange: { color: [token("--accent-soft"), token("--series-1")] },
      },
      series: [{ type: "heatmap", data: data.cells, itemStyle: { borderColor: token("--surface"), borderWidth: 1 } }],
    };
  }

  const KINDS = { categories, lines, heat };

  function option(data) {
    return KINDS[data.kind](data);
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
