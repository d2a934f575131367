
from tensorflow import keras
def head(model):
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss='mse')
    model.fit(x, y, validation_split=0.1)
def tune(model, base):
    base.trainable = True
    compile_(model)
    model.fit(x, y, validation_split=0.1)
