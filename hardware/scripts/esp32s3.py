"""The ESP32-S3-WROOM-1 module: which GPIO is on which pad, and which GPIOs a design must not use."""

# Pad -> GPIO, from KiCad's symbol names (Espressif module data sheet).
PAD_GPIO = {4: 4, 5: 5, 6: 6, 7: 7, 8: 15, 9: 16, 10: 17, 11: 18, 12: 8, 13: 19, 14: 20, 15: 3, 16: 46, 17: 9, 18: 10, 19: 11,
            20: 12, 21: 13, 22: 14, 23: 21, 24: 47, 25: 48, 26: 45, 27: 0, 28: 35, 29: 36, 30: 37, 31: 38, 32: 39, 33: 40,
            34: 41, 35: 42, 36: 44, 37: 43, 38: 2, 39: 1}
GPIO_PAD = {gpio: pad for pad, gpio in PAD_GPIO.items()}

UNSAFE = {0: "strapping pin", 3: "strapping pin (JTAG source)", 45: "strapping pin (flash voltage)", 46: "strapping pin (boot messages)",
          19: "USB D-", 20: "USB D+", 43: "console TXD", 44: "console RXD",
          **{gpio: "flash and PSRAM" for gpio in range(26, 33)},
          **{gpio: "octal PSRAM on R8 modules: a swap of modules would break it" for gpio in (33, 34, 35, 36, 37)}}
ANALOG = set(range(1, 11))  # ADC1; ADC2 does not work beside Wi-Fi
