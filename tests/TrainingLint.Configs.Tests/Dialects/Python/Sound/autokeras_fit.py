import autokeras as ak
from tensorflow import keras
clf = ak.ImageClassifier(max_trials=3)
clf.fit(x, y, epochs=10, callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)])
