"""Processor, memories, board temperature, optional gas sensor, lamps and buttons."""
from catalogue import capacitor, part, resistor
from schematic import Sheet
from sheets.common import decouple, pull_up, shunt_capacitor, shunt_resistor

# ESP32-S3-WROOM-1: module pad -> net. GPIO numbers are in pinmap.json, which the check compares with this netlist.
_PINS = {"3": "ESP_EN", "27": "BOOT", "39": "BOARD_ID", "38": "MON_5V", "4": "TST_A0", "5": "TST_A1", "6": "K1_EN",
         "7": "COLLAPSE_N", "12": "I2C1_SDA", "17": "I2C1_SCL", "18": "ADC_RDY", "19": "INA_ALERT", "20": "TRIP_N",
         "21": "FW_TRIP", "22": "ARM", "8": "OC_N", "9": "INTERLOCK_EN", "37": "UART_TXD", "36": "UART_RXD",
         "10": "I2C2_SDA", "11": "I2C2_SCL", "13": "USB_DN", "14": "USB_DP", "23": "SW_STATE", "31": "LED_OK",
         "32": "LED_ALARM", "33": "BUTTON", "24": "WDI"}
_UNUSED = ("15", "28", "29", "30", "34", "35", "26", "16", "25")


def _button(s, ref, net, at, pull_ref, cap_ref, cap):
    """A button to ground with pull-up and capacitor."""
    x, y = at
    s.net(net, (x, y), 0, (-1, 0))
    s.wire((x, y), (x + 24, y))
    pull_up(s, pull_ref, "10k", (x + 4, y))
    if cap_ref:
        shunt_capacitor(s, cap_ref, cap, (x + 12, y))
    s.part(ref, part("button"), (x + 28, y), ref_at=(-4, -4), value_at=(-4, 2))
    s.supply("AGND", f"{ref}.2", 1, (0, 1))


def _lamp(s, ref, key, resistor_ref, net, at):
    x, y = at
    s.net(net, (x, y), 0, (-1, 0))
    s.part(resistor_ref, resistor("680R"), (x + 5, y), rot=90)
    s.wire((x, y), f"{resistor_ref}.1")
    s.part(ref, part(key), (x + 14, y), rot=180, ref_at=(-2, -3.6), value_at=(-2, -2))
    s.wire(f"{resistor_ref}.2", f"{ref}.2")
    s.supply("AGND", f"{ref}.1", 1, (0, 1))


def _divider(s, net, at, upper, lower, cap, supply, low_value, **low_more):
    x, y = at
    s.net(net, (x, y), 0, (1, 0))
    s.wire((x - 14, y), (x, y))
    pull_up(s, upper, "10k", (x - 14, y), supply)
    shunt_resistor(s, lower, low_value, (x - 14, y), **low_more)
    shunt_capacitor(s, cap, "100n", (x - 4, y))


def draw():
    s = Sheet("mcu.kicad_sch", "Processor, memory, board sensors", 3)
    s.box(92, 14, 176, 140, "Processor")
    s.part("U201", part("esp32"), (134, 78), ref_at=(3, -26), value_at=(3, -24.4))
    for pad, net in _PINS.items():
        s.net(net, f"U201.{pad}", 2)
    s.unused(*(f"U201.{pad}" for pad in _UNUSED))
    s.supply("+3V3", "U201.2", 1)
    s.supply("AGND", "U201.1")
    decouple(s, "C201", "22u", (104, 122), "+3V3")
    decouple(s, "C202", "100n", (116, 122), "+3V3")
    s.note("GPIO 35-37, 41, 42, 48 free; straps 0, 3, 45, 46: only 0 used (boot button).\n19/20 USB, 43/44 console.", (96, 132), 1.3)

    s.box(14, 14, 88, 140, "Reset, boot, user button, lamps, programming")
    _button(s, "SW201", "ESP_EN", (28, 34), "R201", "C204", "1u")
    _button(s, "SW202", "BOOT", (28, 58), "R202", None, None)
    _button(s, "SW203", "BUTTON", (28, 80), "R203", "C205", "100n")
    _lamp(s, "D201", "led_green", "R204", "LED_OK", (32, 100))
    _lamp(s, "D202", "led_red", "R205", "LED_ALARM", (32, 112))
    s.part("J201", part("header6"), (72, 120), ref_at=(-1, -7.5), value_at=(-1, -5.9))
    s.net("AGND", "J201.1", 2)
    s.net("UART_TXD", "J201.2", 2)
    s.net("UART_RXD", "J201.3", 2)
    s.net("ESP_EN", "J201.4", 2)
    s.net("BOOT", "J201.5", 2)
    s.unused("J201.6")
    s.note("J201 floats with the cell: never a grounded adapter while a cell is connected.", (16, 134), 1.3)

    s.box(180, 14, 318, 92, "First bus: memory and board temperature (INA228 0x40, ADS1115 0x48 on the measurement page)")
    s.part("U202", part("fram"), (216, 48), ref_at=(3, -9.5), value_at=(3, -7.9))
    s.net("I2C1_SDA", "U202.5", 2)
    s.net("I2C1_SCL", "U202.6", 2)
    s.supply("AGND", "U202.7", 3, (0, 1))
    s.supply("+3V3", "U202.8")
    s.supply("AGND", "U202.4")
    s.wire("U202.2", (228, 46))
    s.wire("U202.3", (228, 48))
    s.wire((228, 46), (228, 50))
    s.supply("AGND", (228, 50), 3, (0, 1))
    s.note("0x50, 0x51 (128 KB)", (206, 62), 1.3)
    s.part("U203", part("tmp117"), (272, 48), ref_at=(3, -9.5), value_at=(3, -7.9))
    s.net("I2C1_SDA", "U203.6", 2)
    s.net("I2C1_SCL", "U203.1", 2)
    s.net("+3V3", "U203.4", 2)
    s.supply("+3V3", "U203.5")
    s.supply("AGND", "U203.2")
    s.unused("U203.3")
    s.note("0x49 (ADD0 = V+)", (262, 62), 1.3)
    decouple(s, "C208", "100n", (240, 80), "+3V3")
    decouple(s, "C209", "100n", (254, 80), "+3V3")
    for index, (ref, net) in enumerate((("R206", "I2C1_SDA"), ("R207", "I2C1_SCL"))):
        x = 270 + 20 * index
        s.wire((x, 82), (x + 4, 82))
        pull_up(s, ref, "2.2k", (x, 82))
        s.net(net, (x + 4, 82), 0, (1, 0))

    s.box(180, 96, 318, 170, "Second bus: optional gas and pressure sensor (not fitted), connector")
    s.part("U204", part("bme680"), (216, 130), ref_at=(5, -14), value_at=(5, -12.4))
    s.supply("+3V3", "U204.6", 1)
    s.supply("+3V3", "U204.8", 3)
    s.supply("AGND", "U204.1")
    s.supply("AGND", "U204.7", 3)
    s.net("I2C2_SCL", "U204.4", 2)
    s.net("I2C2_SDA", "U204.3", 2)
    s.net("AGND", "U204.5", 2)
    s.net("+3V3", "U204.2", 2)
    s.note("0x76 (SDO = AGND)", (196, 148), 1.3)
    decouple(s, "C210", "100n", (192, 130), "+3V3")
    s.part("J202", part("qwiic"), (300, 126), ref_at=(-1, -6.5), value_at=(-1, -4.9))
    s.net("AGND", "J202.1", 2)
    s.net("+3V3", "J202.2", 2)
    s.net("I2C2_SDA", "J202.3", 2)
    s.net("I2C2_SCL", "J202.4", 2)
    for index, (ref, net) in enumerate((("R208", "I2C2_SDA"), ("R209", "I2C2_SCL"))):
        x = 262 + 20 * index
        s.wire((x, 158), (x + 4, 158))
        pull_up(s, ref, "4.7k", (x, 158))
        s.net(net, (x + 4, 158), 0, (1, 0))

    s.box(14, 144, 176, 196, "Board identity and supply monitor")
    _divider(s, "BOARD_ID", (56, 166), "R210", "R211", "C206", "+3V3", "10k", coin="30k|Yageo|RC0603FR-0730KL|1 %, 100 ppm/K|0.1 W, 75 V")
    _divider(s, "MON_5V", (116, 166), "R212", "R213", "C207", "+5VA", "10k")
    s.note("BOARD_ID: revision A pouch 1.65 V (R211 10k), coin 2.48 V (R211 30k).   MON_5V: half of +5VA.", (18, 186), 1.4)
    return s
