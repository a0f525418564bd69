# 党政办小助手。新来的人只需要两条命令：make run 启动来看，make test 全面检验。

bin := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test bench year lock format

run: ## 备齐所需，在本机启动示例乡镇，显示网址
	@setup/venv.sh run
	@$(bin)/dzb demo

test: ## 备齐所需，检查代码、格式、类型、分层，运行全部测试
	@setup/venv.sh test
	@$(bin)/ruff check --quiet .
	@$(bin)/ruff format --check --quiet .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo
	@DZB_BROWSER="$$(setup/browser.sh)" $(bin)/python -m pytest -n 2

bench: ## 测量速度、内存和启动时间
	@setup/venv.sh test
	@$(bin)/python -m bench

year: ## 模拟示例乡镇一年，数一数每个角色收到几条消息（约十分钟）
	@setup/venv.sh test
	@$(bin)/python -m bench.year

format: ## 按统一格式整理代码
	@setup/venv.sh test
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .

lock: ## 重新锁定依赖版本（requirements/*.lock）
	@setup/lock.sh

help: ## 显示本说明
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
